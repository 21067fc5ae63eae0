import { Injectable } from '@nestjs/common';
import type { Candidate } from '@app/contract';
import { DataSource, type EntityManager } from 'typeorm';
import { Candidacy } from '../candidacies/candidacy.entity.ts';
import { candidatesOf } from '../candidacies/candidates.ts';
import { announce } from './announcements.rules.ts';
import { ElectionClock } from './election-clock.ts';
import { Election } from './election.entity.ts';
import { lockElection } from './lock-election.ts';
import { Manifests } from '../keys/manifests.ts';
import { PhaseChanges } from './phase-changes.ts';
import { step } from './phase.rules.ts';

/** The two moments that the clock decides. Both may be called at any time and any number of times. */
@Injectable()
export class VotingService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: ElectionClock,
    private readonly manifests: Manifests,
    private readonly changes: PhaseChanges,
  ) {}

  /** Ends nominations when they are due: numbers the candidates, makes keys and manifest, opens the voting. */
  async open(electionId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const election = await lockElection(tx, electionId);
      if (election.procedure === 'officers') return;
      const candidates = await candidatesOf(tx, electionId);
      const facts = { candidates: candidates.length, validBallots: 0 };
      const next = step(election, 'nominations-due', await this.clock.now(tx), facts);
      if (!('to' in next)) return;
      if (next.to === 'void') return this.changes.apply(tx, election, next, announce['no-candidates']());

      await numberCandidates(tx, electionId, candidates);
      const { document, hash } = await this.manifests.make(tx, election, candidates);
      await tx.update(Election, electionId, { manifest: document, manifestHash: Buffer.from(hash, 'hex') });
      const { seats, votingClosesAt } = election;
      const names = candidates.map(({ account }) => account.name);
      const text = announce.voting({ candidates: names, seats, votingClosesAt, manifestHash: hash });
      await this.changes.apply(tx, election, next, text);
      await this.clock.scheduleTurnout(tx, electionId);
    });
  }

  /** Ends the voting when it is due; what follows is the closing's business. */
  async close(electionId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const election = await lockElection(tx, electionId);
      const next = step(election, 'voting-due', await this.clock.now(tx));
      if ('to' in next) await this.changes.apply(tx, election, next, announce.counting());
    });
  }
}

async function numberCandidates(
  tx: EntityManager,
  electionId: string,
  candidates: Candidate[],
): Promise<void> {
  for (const { number, account } of candidates) {
    await tx.update(Candidacy, { electionId, accountId: account.id }, { number });
  }
}
