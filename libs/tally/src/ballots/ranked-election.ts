import { BallotBox } from './ballot-box.ts';
import { CountError } from '../count-error.ts';
import type { Election } from './election.ts';

/**
 * An election from rankings at hand, each one ballot.
 *
 * @param rankings candidate numbers from 1, most preferred first; an empty ranking is a blank ballot
 * @throws CountError where a ranking names nobody's number or someone twice
 */
export function rankedElection(
  election: Pick<Election, 'title' | 'seats' | 'candidates'>,
  rankings: Iterable<readonly number[]>,
): Election {
  const box = new BallotBox(election.candidates.length);
  for (const ranking of rankings) {
    for (const candidate of ranking) {
      const known = Number.isInteger(candidate) && candidate >= 1 && candidate <= election.candidates.length;
      if (!known) throw new CountError(`there is no candidate ${candidate}`);
      if (!box.rank(candidate)) throw new CountError(`candidate ${candidate} is ranked twice on one ballot`);
    }
    box.end(1);
  }
  return { ...election, withdrawn: [], lotOrder: null, ballots: box.ranked() };
}
