import type { ElectionResult } from '@app/contract';

/** Names of those elected, in order of election. */
export function electedNames({ candidates, elected }: ElectionResult): string[] {
  const names = new Map(candidates.map(({ number, account }) => [number, account.name]));
  return elected.map((number) => names.get(number) ?? String(number));
}
