import type { Contest } from '../contest.ts';
import type { CountSheet } from './count-sheet.ts';
import type { Findings } from './findings.ts';
import { sentence } from './sentence.ts';

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
