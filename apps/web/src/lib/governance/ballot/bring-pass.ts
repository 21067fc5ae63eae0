import type { BallotManifest } from '@app/contract';
import { browserPasses } from '../browser-passes.ts';
import { broughtPass, forgetBroughtPass, readPassText } from '../pass-text.ts';

/**
 * Keeps the pass that a scanned QR code brought to this tab.
 *
 * @param forget takes it out of the tab's address
 * @returns null where none was brought; `other` where this browser has another one for the election, which stays
 */
export async function bringPass(
  { hash, document: { electionId } }: BallotManifest,
  accountId: string,
  forget: () => void,
): Promise<'kept' | 'wrong' | 'other' | null> {
  const text = broughtPass(forget);
  if (text === null) return null;
  forgetBroughtPass();
  const pass = readPassText(text, { hash, electionId });
  if (pass === null) return 'wrong';
  const passes = await browserPasses(accountId);
  const here = await passes.keep(pass);
  if (here.credentials !== null) return here.seed === pass.seed ? 'kept' : 'other';
  await passes.update(pass);
  return 'kept';
}
