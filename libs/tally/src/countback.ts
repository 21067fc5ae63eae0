import type { Election } from './ballots/election.ts';
import { strictlyRanked } from './ballots/strictly-ranked.ts';
import { contestOf, type CountOptions } from './contest.ts';
import { CountError } from './count-error.ts';
import { MeekStv } from './methods/meek-stv.ts';
import type { CountSheet } from './sheet/count-sheet.ts';
import { sheetOf } from './sheet/sheet-of.ts';

export type CountbackOptions = Omit<CountOptions, 'method'> & {
  /** Those whose seats are vacant; they are withdrawn. */
  departed: number[];
  /** The members who stay: never defeated, elected in any case. */
  protected: number[];
};

/**
 * Fills vacancies from the ballots of the last election, whatever transferable vote filled the seats first: the Meek count
 * is made again without those who left (D. Cary's extension of the PR Foundation's rule).
 *
 * @returns a sheet whose `newlyElected` fill the vacancies
 * @throws CountError where somebody both left and stays, or the ballots are not strict rankings
 */
export function countback(election: Election, options: CountbackOptions): CountSheet {
  const { departed, protected: stay, withdrawn, ...rest } = options;
  const contest = contestOf(
    election,
    { ...rest, withdrawn: [...(withdrawn ?? []), ...departed] },
    'countback',
  );
  for (const member of stay) {
    if (!Number.isInteger(member) || member < 1 || member > election.candidates.length) {
      throw new CountError(`there is no candidate ${member}`);
    }
    if (contest.withdrawn.has(member)) throw new CountError(`candidate ${member} cannot both leave and stay`);
  }
  if (departed.length === 0) throw new CountError('a countback needs at least one member who left');
  const findings = new MeekStv(contest, strictlyRanked(election.ballots, 'A countback'), [
    ...new Set(stay),
  ]).count();
  const newlyElected = findings.elected
    .map(({ candidate }) => candidate)
    .filter((candidate) => !stay.includes(candidate));
  return sheetOf(contest, { ...findings, departed, protected: stay, newlyElected });
}
