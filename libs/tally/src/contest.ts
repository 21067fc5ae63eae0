import type { CountSheet, Method, SeatConstraint } from './sheet/count-sheet.ts';
import { CountError } from './count-error.ts';
import type { Election } from './ballots/election.ts';

/** How an election is to be counted. */
export type CountOptions = {
  method: Method;
  /** Places to fill; when absent the file's own number, and 1 where a method that fills one place is given none. */
  seats?: number;
  /** The public lot, all candidates: of tied ones the first listed is excluded, transferred or chosen. File order when absent. */
  lotOrder?: number[];
  /** Candidates who withdrew, besides those that the file names. */
  withdrawn?: number[];
  /** At most one group for each candidate. */
  constraints?: SeatConstraint[];
  /** The number of the candidate that stands for "reopen nominations". */
  reopenNominations?: number;
};

/** The terms of one count, checked: what every method needs besides the ballots. */
export type Contest = {
  method: CountSheet['method'];
  title: string;
  candidates: string[];
  seats: number;
  withdrawn: Set<number>;
  lotOrder: number[];
  /** Place in the lot order, by candidate number. */
  lot: number[];
  constraints: SeatConstraint[];
  reopenNominations: number | null;
};

const TRANSFERABLE: CountSheet['method'][] = ['scottish-stv', 'meek', 'countback'];

/** @throws CountError naming the first option that does not fit the election */
export function contestOf(
  election: Election,
  options: Omit<CountOptions, 'method'>,
  method: CountSheet['method'],
): Contest {
  const { candidates } = election;
  const seats = options.seats ?? election.seats ?? (TRANSFERABLE.includes(method) ? null : 1);
  if (seats === null) throw new CountError('the file does not say how many seats there are');
  if (!Number.isSafeInteger(seats) || seats < 1) throw new CountError(`${seats} seats cannot be filled`);

  const withdrawn = new Set([...election.withdrawn, ...(options.withdrawn ?? [])]);
  const reopenNominations = options.reopenNominations ?? null;
  const named = [...withdrawn, ...(reopenNominations === null ? [] : [reopenNominations])];
  for (const candidate of named) requireCandidate(candidate, candidates.length);
  if (withdrawn.size === candidates.length) throw new CountError('every candidate has withdrawn');

  const lotOrder = options.lotOrder ?? election.lotOrder ?? candidates.map((_, index) => index + 1);
  if (lotOrder.length !== candidates.length || new Set(lotOrder).size !== lotOrder.length) {
    throw new CountError(`the lot order must name each of the ${candidates.length} candidates once`);
  }
  const lot: number[] = [];
  for (const [place, candidate] of lotOrder.entries()) {
    requireCandidate(candidate, candidates.length);
    lot[candidate] = place;
  }
  const constraints = options.constraints ?? [];
  return {
    method,
    title: election.title,
    candidates,
    seats,
    withdrawn,
    lotOrder,
    lot,
    constraints,
    reopenNominations,
  };
}

function requireCandidate(candidate: number, candidates: number): void {
  if (!Number.isInteger(candidate) || candidate < 1 || candidate > candidates) {
    throw new CountError(`there is no candidate ${candidate}`);
  }
}
