import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BallotBox } from '../ballots/ballot-box.ts';
import { Candidacy } from '../candidacies/candidacy.entity.ts';
import { candidatesOf } from '../candidacies/candidates.ts';
import { Installing } from '../offices/installing.ts';
import { ElectionClock } from './election-clock.ts';
import { ElectionProcess } from './election-process.entity.ts';
import { Election } from './election.entity.ts';
import { Manifests } from '../keys/manifests.ts';
import type { ProcessEffect } from './process.rules.ts';

const DAY_MS = 86_400_000;

/** What transitions do besides being told; the table of the process names them. */
@Injectable()
export class ProcessEffects {
  constructor(
    private readonly manifests: Manifests,
    private readonly box: BallotBox,
    private readonly clock: ElectionClock,
    private readonly installing: Installing,
  ) {}

  async run(tx: EntityManager, election: Election, effect: ProcessEffect): Promise<void> {
    const effects: Record<ProcessEffect, () => Promise<void>> = {
      'number-candidates': () => this.numberCandidates(tx, election),
      'make-manifest': () => this.makeManifest(tx, election),
      'hold-ballots': () => this.hold(election, true),
      'let-ballots-in': () => this.hold(election, false),
      'start-challenges': () => this.startChallenges(tx, election),
      'install-terms': () => this.installing.install(tx, election.id),
    };
    await effects[effect]();
  }

  /** From here on who is on the ballot, and what they said, is fixed. */
  private async numberCandidates(tx: EntityManager, { id: electionId }: Election): Promise<void> {
    const candidates = await candidatesOf(tx, electionId, 'admitted');
    for (const { number, account } of candidates) {
      const key = { electionId, accountId: account.id };
      const { statement } = await tx.findOneByOrFail(Candidacy, key);
      const statementHash = createHash('sha256').update(statement).digest();
      await tx.update(Candidacy, key, { number, statementHash });
    }
  }

  private async makeManifest(tx: EntityManager, election: Election): Promise<void> {
    const candidates = await candidatesOf(tx, election.id);
    const { document, hash } = await this.manifests.make(tx, election, candidates);
    const change = { manifest: document, manifestHash: Buffer.from(hash, 'hex') };
    await tx.update(Election, { id: election.id }, change);
    Object.assign(election, change);
  }

  private async hold({ manifestHash }: Election, isHeld: boolean): Promise<void> {
    if (manifestHash) await this.box.hold(manifestHash.toString('hex'), isHeld);
  }

  private async startChallenges(tx: EntityManager, { id: electionId }: Election): Promise<void> {
    const { bylaws } = await tx.findOneByOrFail(ElectionProcess, { electionId });
    const now = await this.clock.now(tx);
    const challengeEndsAt = new Date(now.getTime() + bylaws.challengeDays * DAY_MS);
    await tx.update(ElectionProcess, { electionId }, { challengeEndsAt });
  }
}
