import type { ScoredBallots } from '../ballots/election.ts';
import type { Contest } from '../contest.ts';
import { Square } from './pairwise.ts';
import { ballotsByScore, pointsOf, TOP_SCORE } from './score.ts';

/** What STAR asks of the ballots, by candidate number. */
export class StarBallots {
  readonly points: bigint[];
  /** Ballots that give the candidate the highest score there is. */
  readonly topScores: bigint[];
  /** Ballots that score the row's candidate above the column's. */
  readonly preferred: Square;

  constructor(ballots: ScoredBallots, contest: Contest) {
    const { length } = contest.candidates;
    const byScore = ballotsByScore(ballots, contest);
    this.points = pointsOf(byScore);
    this.topScores = byScore.map((counts) => BigInt(counts[TOP_SCORE]!));
    this.preferred = new Square(length);
    for (const [ballot, count] of ballots.papers.entries()) {
      const scores = ballots.scores.subarray(ballot * length, (ballot + 1) * length);
      for (let a = 0; a < length; a++) {
        for (let b = 0; b < length; b++) if (scores[a]! > scores[b]!) this.preferred.add(a + 1, b + 1, count);
      }
    }
  }
}
