import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Ballot } from '../ballots/ballot.entity.ts';
import { withdrawnFrom } from '../candidacies/candidates.ts';
import { announce } from '../elections/announcements.rules.ts';
import { ElectionClock } from '../elections/election-clock.ts';
import { lockElection } from '../elections/lock-election.ts';
import { PhaseChanges } from '../elections/phase-changes.ts';
import { step } from '../elections/phase.rules.ts';
import type { ClosingElection } from './closing-election.ts';
import { countBallots, openedBallot } from './count-ballots.ts';
import { ElectionCount } from './election-count.entity.ts';
import { lotShares } from './lot-commitments.ts';
import { LotsService } from './lots.service.ts';
import { ClosingProgress } from './closing-progress.entity.ts';
import { progressOf } from './progress.ts';

@Injectable()
export class CountsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: ElectionClock,
    private readonly changes: PhaseChanges,
    private readonly lots: LotsService,
  ) {}

  /** Whether the count has to wait for what officers promised for the lot. */
  waits(election: ClosingElection): Promise<boolean> {
    return this.lots.areAwaited(election);
  }

  /** Opens the stored ballots with the published key and counts them. Counting again finds the same. */
  async count({ id: electionId, manifest, manifestHash }: ClosingElection): Promise<void> {
    const found = await this.db.manager.findOneByOrFail(ElectionCount, { electionId });
    if (found.lotSeed !== null) return;
    const { logRoot, sealingKey } = found;
    if (sealingKey === null) throw new Error(`the key of election ${electionId} is not published`);
    const rows = await this.db.manager.find(Ballot, {
      select: { leaf: true, envelope: true },
      where: { electionId },
      order: { leaf: 'asc' },
    });
    const ballots = rows.map(openedBallot);
    const lotSecrets = await lotShares(this.db, electionId);
    const withdrawn = await withdrawnFrom(this.db.manager, electionId);
    const tell = progressOf(this.db, electionId);
    const counted = await countBallots({
      manifest,
      manifestHash,
      logRoot,
      sealingKey,
      ballots,
      lotSecrets,
      withdrawn,
      tell,
    });
    await this.db.manager.update(ElectionCount, { electionId }, counted);
  }

  /** Says the result, or that there is none. */
  async declare({ id: electionId, manifest }: ClosingElection): Promise<void> {
    await this.db.transaction(async (tx) => {
      const election = await lockElection(tx, electionId);
      const { sheet, stored, replaced, logRoot } = await tx.findOneByOrFail(ElectionCount, { electionId });
      const facts = { candidates: manifest.candidates.length, validBallots: sheet?.validBallots ?? 0 };
      const next = step(election, 'counted', await this.clock.now(tx), facts);
      if (!('to' in next)) return;
      const elected = (sheet?.elected ?? []).map(({ candidate }) => nameOf(manifest, candidate));
      const text =
        next.to === 'void'
          ? announce['no-ballots']()
          : announce.result({
              elected,
              cast: stored - (replaced ?? 0),
              valid: facts.validBallots,
              logRoot: logRoot.toString('hex'),
            });
      await this.changes.apply(tx, election, next, text);
      await tx.delete(ClosingProgress, { electionId });
    });
  }
}

function nameOf({ candidates }: ClosingElection['manifest'], number: number): string {
  return candidates.find((candidate) => candidate.number === number)?.name ?? String(number);
}
