import type { Tie } from '../sheet/count-sheet.ts';

/** Totals in the rule's units after each stage so far, by candidate number; the last is the present stage. */
export type History = bigint[][];

/**
 * Chooses one of several candidates with equal totals: by look-back, then by the public lot.
 *
 * Look-back keeps those whose total was the most (or fewest) at the stage before, then among those left at the one before
 * that, down to stage 1 (Scottish Local Government Elections Order 2007, rules 49(2) and 51(2), read as narrowing).
 *
 * @param lot place in the public lot order by candidate number: the first of those still tied is chosen
 */
export function chooseTied(
  tied: number[],
  purpose: 'surplus' | 'exclude',
  history: History,
  lot: number[],
): Tie {
  const stage = history.length;
  let left = tied;
  for (let back = stage - 1; back >= 1; back--) {
    const totals = history[back - 1]!;
    left = extremes(left, totals, purpose === 'exclude' ? -1n : 1n);
    if (left.length === 1)
      return { stage, purpose, tied, chosen: left[0]!, resolvedBy: 'look-back', lookBackStage: back };
  }
  return { stage, purpose, tied, chosen: firstByLot(left, lot), resolvedBy: 'lot', lookBackStage: null };
}

/** Those with the greatest total (`sign` 1) or the smallest (`sign` -1). */
export function extremes(candidates: number[], totals: bigint[], sign: 1n | -1n): number[] {
  let best = sign * totals[candidates[0]!]!;
  for (const candidate of candidates) if (sign * totals[candidate]! > best) best = sign * totals[candidate]!;
  return candidates.filter((candidate) => sign * totals[candidate]! === best);
}

/** The one that comes first in the public lot order. */
export function firstByLot(tied: number[], lot: number[]): number {
  return tied.reduce((first, candidate) => (lot[candidate]! < lot[first]! ? candidate : first));
}

/** Most votes first; equals by the latest earlier stage that differs, then by lot. */
export function byVotes(history: History, lot: number[]): (a: number, b: number) => number {
  return (a, b) => {
    for (let stage = history.length; stage >= 1; stage--) {
      const totals = history[stage - 1]!;
      if (totals[a] !== totals[b]) return totals[a]! > totals[b]! ? -1 : 1;
    }
    return lot[a]! - lot[b]!;
  };
}
