import { CountError } from '../count-error.ts';
import type { Ballots, RankedBallots } from './election.ts';

/** @throws CountError unless every ballot ranks its candidates one after the other */
export function strictlyRanked(ballots: Ballots, method: string): RankedBallots {
  if (ballots.kind !== 'ranked') throw new CountError(`${method} needs ranked ballots`);
  if (ballots.equals !== null) throw new CountError(`${method} cannot count equal ranks`);
  return ballots;
}
