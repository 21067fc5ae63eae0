import type { Contest } from '../contest.ts';
import type { Tie } from '../sheet/count-sheet.ts';
import type { Findings } from '../sheet/findings.ts';
import { extremes, firstByLot } from '../ties/tie-break.ts';
import { Race } from './race.ts';
import { notesOf, wholeStage } from './whole-stage.ts';

/**
 * Fills the seats with the highest totals; equals who cannot all have one draw the lot. A candidate needs more than "reopen
 * nominations" has.
 *
 * @param totals whole marks or points by candidate number
 */
export function electByTotals(
  contest: Contest,
  totals: bigint[],
): Omit<Findings, 'validBallots' | 'invalidBallots'> {
  const race = new Race(contest);
  const ties: Tie[] = [];
  const again = contest.reopenNominations;
  const needed = again === null ? -1n : totals[again]!;
  const eligible = () => race.continuing().filter((each) => totals[each]! > needed && race.mayElect(each));
  for (let left = eligible(); left.length > 0; left = eligible()) {
    const tied = extremes(left, totals, 1n);
    const roomForAll = tied.length <= race.vacancies && contest.constraints.length === 0;
    const chosen = firstByLot(tied, contest.lot);
    if (tied.length > 1 && !roomForAll) {
      ties.push({ stage: 1, purpose: 'elect', tied, chosen, resolvedBy: 'lot', lookBackStage: null });
    }
    race.elect([chosen], 1);
  }
  if (again !== null) race.elect([again], 1);
  return {
    quota: null,
    elected: race.elected,
    stages: [
      wholeStage({
        stage: 1,
        action: 'sum',
        totals: totals.slice(1),
        elected: race.elected.map(({ candidate }) => candidate),
      }),
    ],
    ties,
    notes: notesOf(contest, race),
    reopenedSeats: race.reopenedSeats,
  };
}
