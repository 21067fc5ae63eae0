import { Injectable } from '@nestjs/common';
import type { Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { candidatesOf } from '../candidacies/candidates.ts';
import { ElectionDoor, officersOnly, onlyIn } from '../officers/officers.ts';
import { tryCount } from './dry-run.rules.ts';
import { ElectionProcess } from './election-process.entity.ts';

/** Tries the count out with invented ballots, so that nothing is seen for the first time after the voting. */
@Injectable()
export class DryRunService {
  constructor(private readonly door: ElectionDoor) {}

  /** @throws ProblemError `officers-only`, `not-at-this-stage`, `nobody-stands` */
  async run(viewer: Viewer, electionId: string): Promise<void> {
    await this.door.enter(viewer, electionId, async (tx, { election, accountId, now }) => {
      onlyIn(election, ['campaign']);
      await officersOnly(tx, { electionId, accountId }, ['returning-officer', 'scrutineer']);
      const candidates = await candidatesOf(tx, electionId, 'admitted');
      if (candidates.length === 0) throw new ProblemError('nobody-stands');
      const names = candidates.map(({ account }) => account.name);
      const seed = `${electionId} ${now.toISOString()}`;
      const dryRun = tryCount({ seats: election.seats, candidates: names, seed }, now);
      await tx.update(ElectionProcess, { electionId }, { dryRun });
    });
  }
}
