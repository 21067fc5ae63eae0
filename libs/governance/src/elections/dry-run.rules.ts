import type { DryRun } from '@app/contract';
import { count, lotOrder, rankedElection } from '@app/tally';

const BALLOTS = 60;

/** Counts invented ballots for these candidates. @param seed what the ballots and the lot are drawn from */
export function tryCount(
  { seats, candidates, seed }: { seats: number; candidates: readonly string[]; seed: string },
  now: Date,
): DryRun {
  const rankings = Array.from({ length: BALLOTS }, (_, index) => {
    const order = lotOrder(`${seed} ${index}`, candidates.length);
    return order.slice(0, 1 + (index % candidates.length));
  });
  const trial = rankedElection({ title: 'Dry run', seats, candidates: [...candidates] }, rankings);
  const sheet = count(trial, { method: 'scottish-stv', lotOrder: lotOrder(seed, candidates.length) });
  const elected = sheet.elected.map(({ candidate }) => candidates[candidate - 1] ?? '');
  return { at: now.toISOString(), ballots: BALLOTS, elected };
}
