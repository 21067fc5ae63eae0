import type { Ballots } from '../ballots/election.ts';
import type { Contest } from '../contest.ts';
import { CountError } from '../count-error.ts';
import type { Findings } from '../sheet/findings.ts';
import { electByTotals } from './elect-by-totals.ts';

/**
 * Plurality (one seat), block vote (several) and approval: those with the most marks win, ties at the cut by lot.
 *
 * Every candidate named on a ballot is a mark. Under plurality and block vote a ballot with more marks than seats is invalid;
 * a ballot without a mark is invalid always.
 */
export function countMarks(contest: Contest, ballots: Ballots): Findings {
  if (ballots.kind === 'scored')
    throw new CountError(`${contest.method} needs ballots with marks, not scores`);
  const most = contest.method === 'plurality' ? contest.seats : Infinity;
  // Whole ballots, exact: a file with more than 2⁵³ is refused when it is read.
  const marks = Array.from({ length: contest.candidates.length + 1 }, () => 0);
  let validBallots = 0;
  let invalidBallots = 0;
  let start = 0;
  for (const [ballot, end] of ballots.ends.entries()) {
    const papers = ballots.papers[ballot]!;
    let counting = 0;
    for (let at = start; at < end && end - start <= most; at++) {
      const candidate = ballots.rankings[at]!;
      if (contest.withdrawn.has(candidate)) continue;
      marks[candidate]! += papers;
      counting++;
    }
    if (counting > 0) validBallots += papers;
    else invalidBallots += papers;
    start = end;
  }
  return { validBallots, invalidBallots, ...electByTotals(contest, marks.map(BigInt)) };
}
