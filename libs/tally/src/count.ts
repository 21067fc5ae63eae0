import { type CountOptions, contestOf, type Contest, type Findings } from './contest.ts';
import { CountError } from './count-error.ts';
import type { CountSheet } from './count-sheet.ts';
import type { Election, RankedBallots } from './election.ts';
import { ScottishStv } from './scottish-stv.ts';
import { sentence } from './sentence.ts';

/**
 * Counts an election: the same election and options always give the same sheet, byte for byte.
 *
 * @throws CountError where the method cannot count these ballots or an option does not fit the election
 */
export function count(election: Election, options: CountOptions): CountSheet {
  const contest = contestOf(election, options, options.method);
  return sheetOf(contest, find(contest, election));
}

function find(contest: Contest, { ballots }: Election): Findings {
  switch (contest.method) {
    case 'scottish-stv':
      return new ScottishStv(contest, strictlyRanked(ballots, 'Scottish STV')).count();
    default:
      throw new CountError(`the method "${contest.method}" is not known`);
  }
}

function strictlyRanked(ballots: Election['ballots'], method: string): RankedBallots {
  if (ballots.kind !== 'ranked') throw new CountError(`${method} needs ranked ballots`);
  if (ballots.equals !== null) throw new CountError(`${method} cannot count equal ranks`);
  return ballots;
}

/** The sheet of a finished count, with a sentence for every stage. */
export function sheetOf(contest: Contest, { reopenedSeats, stages, ...findings }: Findings): CountSheet {
  const { method, title, seats, candidates, withdrawn, constraints, reopenNominations, lotOrder } = contest;
  const bare = {
    method,
    title,
    seats,
    candidates,
    withdrawn: [...withdrawn].sort((a, b) => a - b),
    unfilledSeats: seats - findings.elected.length,
    reopenNominations:
      reopenNominations === null ? null : { candidate: reopenNominations, seats: reopenedSeats },
    constraints,
    lotOrder,
    ...findings,
  };
  return {
    ...bare,
    stages: stages.map((stage) => ({ ...stage, sentence: sentence(stage, { ...bare, stages }) })),
  };
}
