import type { DraftSteps } from '@app/contract';

/** Handles of those whom the officers left out of a roll when they set it up, as accounts have them. */
export function excludedIn({ roll }: DraftSteps): string[] {
  return (roll?.exclusions ?? []).map(({ handle }) => handle.replace(/^@/, ''));
}

/** What the officers wrote about leaving somebody out; null for whom they did not. */
export function exclusionOf({ roll }: DraftSteps, handle: string): string | null {
  const wanted = handle.toLowerCase();
  const found = (roll?.exclusions ?? []).find((one) => one.handle.replace(/^@/, '').toLowerCase() === wanted);
  return found?.reason ?? null;
}
