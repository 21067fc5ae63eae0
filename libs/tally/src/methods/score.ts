import type { Ballots, ScoredBallots } from '../ballots/election.ts';
import type { Contest } from '../contest.ts';
import { CountError } from '../count-error.ts';
import type { Findings } from '../sheet/findings.ts';
import { electByTotals } from './elect-by-totals.ts';

export const TOP_SCORE = 5;

/** Score voting: each ballot gives each candidate 0 to 5 points, blank is 0, the highest sums win, ties at the cut by lot. */
export function countScores(contest: Contest, ballots: Ballots): Findings {
  const scored = scoredBallots(ballots, 'Score');
  return { ...allValid(scored), ...electByTotals(contest, pointsOf(ballotsByScore(scored, contest))) };
}

/** @throws CountError unless the ballots carry scores */
export function scoredBallots(ballots: Ballots, method: string): ScoredBallots {
  if (ballots.kind !== 'scored') throw new CountError(`${method} needs ballots with scores`);
  return ballots;
}

/** A ballot that scores all alike, even with nothing, still counts as cast. */
export function allValid({ papers }: ScoredBallots): { validBallots: number; invalidBallots: number } {
  return { validBallots: papers.reduce((sum, each) => sum + each, 0), invalidBallots: 0 };
}

/** Whole ballots by candidate number and score; none for the withdrawn. */
export function ballotsByScore({ scores, papers }: ScoredBallots, contest: Contest): number[][] {
  const { length } = contest.candidates;
  const counts = Array.from({ length: length + 1 }, () => Array.from({ length: TOP_SCORE + 1 }, () => 0));
  for (const [ballot, count] of papers.entries()) {
    for (let candidate = 1; candidate <= length; candidate++) {
      counts[candidate]![scores[ballot * length + candidate - 1]!]! += count;
    }
  }
  for (const candidate of contest.withdrawn) counts[candidate]!.fill(0);
  return counts;
}

/** Points by candidate number. */
export function pointsOf(byScore: number[][]): bigint[] {
  return byScore.map((counts) =>
    counts.reduce((sum, count, score) => sum + BigInt(count) * BigInt(score), 0n),
  );
}
