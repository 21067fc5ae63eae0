import type { RankedBallots } from './election.ts';

/** Whole ballots that name at least one candidate who stands, and whole ballots that name none. */
export function validPapers(
  ballots: RankedBallots,
  withdrawn: Set<number>,
): { validBallots: number; invalidBallots: number } {
  let validBallots = 0;
  let invalidBallots = 0;
  let start = 0;
  for (const [ballot, end] of ballots.ends.entries()) {
    let at = start;
    while (at < end && withdrawn.has(ballots.rankings[at]!)) at++;
    if (at < end) validBallots += ballots.papers[ballot]!;
    else invalidBallots += ballots.papers[ballot]!;
    start = end;
  }
  return { validBallots, invalidBallots };
}
