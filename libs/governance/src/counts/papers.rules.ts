import { type BallotFault, choiceText } from '@app/contract';

/** A ballot as opened: what it ranks, or why it cannot be counted. */
export type Paper = { ranking: number[]; fault: null } | { ranking: []; fault: BallotFault };

/**
 * Reads an opened ballot. The text must be exactly what `choiceText` writes, so that nothing can be hidden
 * in a ballot to prove to somebody how it was cast.
 *
 * @param text null when the ballot could not be opened
 * @param candidates how many stand; they are numbered from 1
 */
export function readPaper(text: string | null, candidates: number, padLength: number): Paper {
  const ranking = text === null ? null : rankingIn(text);
  if (ranking === null || choiceText(ranking, padLength) !== text) return faulty('not-readable');
  if (ranking.length === 0) return faulty('blank');
  if (ranking.some((candidate) => candidate < 1 || candidate > candidates))
    return faulty('unknown-candidate');
  if (new Set(ranking).size !== ranking.length) return faulty('candidate-twice');
  return { ranking, fault: null };
}

/** How many papers have each fault. */
export function countFaults(papers: readonly Paper[]): Partial<Record<BallotFault, number>> {
  const faults: Partial<Record<BallotFault, number>> = {};
  for (const { fault } of papers) if (fault !== null) faults[fault] = (faults[fault] ?? 0) + 1;
  return faults;
}

/**
 * Of each credential's ballots the one that counts: the highest sequence number; of two with the same
 * number, which only a broken program makes, the one whose leaf is smaller.
 *
 * @param ballots in the order of their leaves
 * @returns in the order in which each credential comes first
 */
export function latestOfEach<Cast extends { credentialKey: string; sequence: number }>(
  ballots: readonly Cast[],
): Cast[] {
  const latest = new Map<string, Cast>();
  for (const ballot of ballots) {
    const earlier = latest.get(ballot.credentialKey);
    if (!earlier || ballot.sequence > earlier.sequence) latest.set(ballot.credentialKey, ballot);
  }
  return [...latest.values()];
}

function faulty(fault: BallotFault): Paper {
  return { ranking: [], fault };
}

function rankingIn(text: string): number[] | null {
  try {
    const choice: unknown = JSON.parse(text);
    const ranking =
      typeof choice === 'object' && choice !== null && 'ranking' in choice ? choice.ranking : null;
    return Array.isArray(ranking) && ranking.every((number) => Number.isSafeInteger(number)) ? ranking : null;
  } catch {
    return null;
  }
}
