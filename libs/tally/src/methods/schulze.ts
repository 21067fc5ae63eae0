import type { RankedBallots } from '../ballots/election.ts';
import { validPapers } from '../ballots/valid-papers.ts';
import type { Contest } from '../contest.ts';
import type { Tie } from '../sheet/count-sheet.ts';
import type { Findings } from '../sheet/findings.ts';
import { firstByLot } from '../ties/tie-break.ts';
import { pairwise, Square } from './pairwise.ts';
import { Race } from './race.ts';
import { notesOf, wholeStage } from './whole-stage.ts';

/**
 * Schulze's method with winning votes (M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and
 * Condorcet-consistent single-winner election method", Social Choice and Welfare 36, 2011, §2).
 *
 * Several seats go to the first in the beat-path order, which is not proportional. A candidate whom "reopen nominations"
 * beats or equals has no seat.
 */
export function countSchulze(contest: Contest, ballots: RankedBallots): Findings {
  const race = new Race(contest);
  const standing = race.continuing();
  const { length } = contest.candidates;
  const preferred = pairwise(ballots, length);
  for (const candidate of contest.withdrawn) {
    for (let other = 1; other <= length; other++) {
      preferred.set(candidate, other, 0);
      preferred.set(other, candidate, 0);
    }
  }
  const paths = strongestPaths(preferred, standing, length);
  const beats = (a: number, b: number) => paths.at(a, b) > paths.at(b, a);
  const unbeaten = (among: number[]) => among.filter((each) => !among.some((other) => beats(other, each)));

  const ties: Tie[] = [];
  const again = contest.reopenNominations;
  const eligible = () =>
    race
      .continuing()
      .filter((each) => each !== again && race.mayElect(each) && (again === null || beats(each, again)));
  for (let left = eligible(); left.length > 0; left = eligible()) {
    const tied = unbeaten(left);
    const chosen = firstByLot(tied, contest.lot);
    if (tied.length > 1)
      ties.push({ stage: 1, purpose: 'elect', tied, chosen, resolvedBy: 'lot', lookBackStage: null });
    race.elect([chosen], 1);
  }
  if (again !== null) race.elect([again], 1);

  const rivalsBeaten = contest.candidates.map(
    (_, index) => standing.filter((other) => beats(index + 1, other)).length,
  );
  return {
    ...validPapers(ballots, contest.withdrawn),
    quota: null,
    elected: race.elected,
    stages: [
      wholeStage({
        stage: 1,
        action: 'beatpath',
        totals: rivalsBeaten,
        elected: race.elected.map(({ candidate }) => candidate),
      }),
    ],
    ties,
    notes: notesOf(contest, race),
    reopenedSeats: race.reopenedSeats,
    winners: unbeaten(standing),
    pairwise: preferred.rows(),
    strongestPaths: paths.rows(),
  };
}

/** Strength of the strongest path between any two: its weakest victory, in winning votes (Floyd and Warshall's algorithm). */
function strongestPaths(preferred: Square, standing: number[], candidates: number): Square {
  const paths = new Square(candidates);
  for (const a of standing) {
    for (const b of standing)
      if (preferred.at(a, b) > preferred.at(b, a)) paths.set(a, b, preferred.at(a, b));
  }
  // The candidate in the middle must vary slowest: paths through several others are built from shorter ones.
  for (const middle of standing) {
    for (const from of standing) {
      for (const to of standing) {
        if (from === to) continue;
        const through = Math.min(paths.at(from, middle), paths.at(middle, to));
        if (through > paths.at(from, to)) paths.set(from, to, through);
      }
    }
  }
  return paths;
}
