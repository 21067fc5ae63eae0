import type { AccountRef } from '@app/contract';

const collator = new Intl.Collator('und', { usage: 'sort', numeric: true });

/**
 * Candidates in the order of their numbers on the ballot: alphabetical by name, then by handle. The numbers
 * are written down when voting opens, so that no other machine ever has to sort them the same way.
 */
export function inBallotOrder<Candidate extends { account: Pick<AccountRef, 'name' | 'handle'> }>(
  candidates: readonly Candidate[],
): Candidate[] {
  return [...candidates].sort(
    ({ account: a }, { account: b }) =>
      collator.compare(a.name, b.name) || (a.handle.toLowerCase() < b.handle.toLowerCase() ? -1 : 1),
  );
}
