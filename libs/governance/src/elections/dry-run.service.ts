import { Injectable } from '@nestjs/common';
import type { Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { count, lotOrder, rankedElection } from '@app/tally';
import { candidatesOf } from '../candidacies/candidates.ts';
import { ElectionDoor, officersOnly, onlyIn } from '../officers/officers.ts';
import { ElectionProcess } from './election-process.entity.ts';

const BALLOTS = 60;

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
      const rankings = Array.from({ length: BALLOTS }, (_, index) => {
        const order = lotOrder(`${seed} ${index}`, names.length);
        return order.slice(0, 1 + (index % names.length));
      });
      const trial = rankedElection({ title: 'Dry run', seats: election.seats, candidates: names }, rankings);
      const sheet = count(trial, { method: election.method, lotOrder: lotOrder(seed, names.length) });
      const elected = sheet.elected.map(({ candidate }) => names[candidate - 1] ?? '');
      const dryRun = { at: now.toISOString(), ballots: BALLOTS, elected };
      await tx.update(ElectionProcess, { electionId }, { dryRun });
    });
  }
}
