import type { StoredBallot } from '@app/contract';

export type Found =
  | { kind: 'nothing-typed' }
  | { kind: 'none' }
  | { kind: 'several'; count: number }
  | { kind: 'one'; ballot: StoredBallot };

/** Looks for a receipt code, or its beginning, as people type it: spaces, hyphens and small letters are fine. */
export function findBallot(ballots: readonly StoredBallot[], typed: string): Found {
  const wanted = plain(typed);
  if (wanted === '') return { kind: 'nothing-typed' };
  const found = ballots.filter(({ code }) => plain(code).startsWith(wanted));
  const [ballot] = found;
  if (ballot === undefined) return { kind: 'none' };
  return found.length === 1 ? { kind: 'one', ballot } : { kind: 'several', count: found.length };
}

/** A code in groups of four, for reading aloud. */
export function spacedCode(code: string): string {
  return plain(code).replace(/(.{4})(?!$)/g, '$1 ');
}

/** Letters and digits only; base32 has no 0, 1 or 8, so those typed are the letters that look like them. */
function plain(code: string): string {
  return code
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replaceAll('0', 'O')
    .replaceAll('1', 'I')
    .replaceAll('8', 'B');
}
