import type { Contest } from '../contest.ts';
import type { CountNote } from '../sheet/count-sheet.ts';
import type { BareStage } from '../sheet/findings.ts';
import type { Race } from './race.ts';

/** A stage of a method that moves no votes: only totals in whole marks, points or ballots. */
export function wholeStage(
  stage: Pick<BareStage, 'stage' | 'action' | 'elected'> & {
    totals: (number | bigint)[];
    withoutPreference?: number;
  },
): BareStage {
  const { totals, withoutPreference = 0, ...rest } = stage;
  return {
    ...rest,
    candidate: null,
    votes: totals.map(String),
    quota: null,
    nonTransferable: String(withoutPreference),
    lossByFraction: '0',
    transfers: [],
    excluded: [],
  };
}

/** What a reader must know about seats filled by a method that is not proportional. */
export function notesOf(contest: Contest, race: Race): CountNote[] {
  const notes: CountNote[] = contest.seats > 1 ? ['not-proportional'] : [];
  return race.groups.minimumOutOfReach ? [...notes, 'minimum-out-of-reach'] : notes;
}
