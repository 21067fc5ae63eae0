import type { Election } from './ballots/election.ts';
import { strictlyRanked } from './ballots/strictly-ranked.ts';
import { type Contest, contestOf, type CountOptions } from './contest.ts';
import { CountError } from './count-error.ts';
import { countMarks } from './methods/marks.ts';
import { MeekStv } from './methods/meek-stv.ts';
import { countSchulze } from './methods/schulze.ts';
import { countScores } from './methods/score.ts';
import { ScottishStv } from './methods/scottish-stv.ts';
import { countStar } from './methods/star.ts';
import type { CountSheet, Method } from './sheet/count-sheet.ts';
import type { Findings } from './sheet/findings.ts';
import { sheetOf } from './sheet/sheet-of.ts';

/**
 * Counts an election: the same election and options always give the same sheet, byte for byte.
 *
 * @throws CountError where the method cannot count these ballots or an option does not fit the election
 */
export function count(election: Election, options: CountOptions): CountSheet {
  const contest = contestOf(election, options, options.method);
  return sheetOf(contest, find(options.method, contest, election));
}

function find(method: Method, contest: Contest, { ballots }: Election): Findings {
  switch (method) {
    case 'scottish-stv':
      return new ScottishStv(contest, strictlyRanked(ballots, 'Scottish STV')).count();
    case 'meek':
      return new MeekStv(contest, strictlyRanked(ballots, 'Meek STV')).count();
    case 'schulze':
      if (ballots.kind !== 'ranked') throw new CountError('Schulze needs ranked ballots');
      return countSchulze(contest, ballots);
    case 'plurality':
    case 'approval':
      return countMarks(contest, ballots);
    case 'score':
      return countScores(contest, ballots);
    case 'star':
      return countStar(contest, ballots);
  }
}
