import type { Tie } from '../sheet/count-sheet.ts';
import { extremes } from '../ties/tie-break.ts';
import type { StarBallots } from './star-ballots.ts';

type Resolved = { chosen: number[]; resolvedBy: Tie['resolvedBy'] };

/**
 * Which of those level in the scoring round go on: those who lose the most comparisons two by two among the tied drop out, as
 * often as that tells them apart; then those with the fewest top scores; then the lot.
 *
 * @param places how many go on, fewer than are tied
 */
export function breakScoreTie(tied: number[], places: number, star: StarBallots, lot: number[]): Resolved {
  const losses = (left: number[]) => (candidate: number) =>
    BigInt(
      left.filter((other) => star.preferred.at(other, candidate) > star.preferred.at(candidate, other))
        .length,
    );
  const tests: [Tie['resolvedBy'], (left: number[]) => (candidate: number) => bigint][] = [
    ['head-to-head', losses],
    ['top-scores', () => (candidate) => -star.topScores[candidate]!],
    ['lot', () => (candidate) => BigInt(lot[candidate]!)],
  ];
  const chosen: number[] = [];
  let left = tied;
  let resolvedBy: Tie['resolvedBy'] = 'lot';
  for (const [name, weaknessAmong] of tests) {
    for (;;) {
      const weakness = weaknessAmong(left);
      const worst = left.map(weakness).reduce((most, each) => (each > most ? each : most));
      const better = left.filter((candidate) => weakness(candidate) < worst);
      if (better.length === 0) break;
      resolvedBy = name;
      if (better.length === places - chosen.length) return { chosen: [...chosen, ...better], resolvedBy };
      if (better.length > places - chosen.length) {
        left = better;
      } else {
        // Fewer are better than there are places: they go on, and the others settle the rest among themselves.
        chosen.push(...better);
        left = left.filter((candidate) => !better.includes(candidate));
      }
    }
  }
  return { chosen: [...chosen, ...left], resolvedBy };
}

/** A level run-off goes to the higher sum, then to more top scores, then to the lot. */
export function breakRunoffTie(
  a: number,
  b: number,
  star: StarBallots,
  lot: number[],
): Pick<Tie, 'chosen' | 'resolvedBy'> {
  const bySum = extremes([a, b], star.points, 1n);
  if (bySum.length === 1) return { chosen: bySum[0]!, resolvedBy: 'sum' };
  const byTopScores = extremes([a, b], star.topScores, 1n);
  if (byTopScores.length === 1) return { chosen: byTopScores[0]!, resolvedBy: 'top-scores' };
  return { chosen: lot[a]! < lot[b]! ? a : b, resolvedBy: 'lot' };
}
