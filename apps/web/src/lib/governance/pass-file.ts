import { Decrypter, Encrypter } from 'age-encryption';
import { BallotPass, SKIPPED } from './ballot-pass.ts';

/** Two to this power: a second on a phone, where twice as much would be too long and the memory too large. */
const WORK_FACTOR = 15;

/** A pass as a file that opens with a passphrase (age, scrypt), for another device or a bad day. */
export async function sealPass(pass: BallotPass, passphrase: string): Promise<Uint8Array<ArrayBuffer>> {
  const age = new Encrypter();
  age.setPassphrase(passphrase);
  age.setScryptWorkFactor(WORK_FACTOR);
  // Requests are of no use once they are answered, and receipts show the vote: neither travels.
  const kept: BallotPass = { ...pass, requests: [], receipts: [] };
  return new Uint8Array(await age.encrypt(JSON.stringify(kept)));
}

/**
 * Opens a saved pass.
 *
 * @returns null when the passphrase is wrong, or this is no pass for the election with this manifest
 */
export async function openPass(
  file: Uint8Array,
  passphrase: string,
  manifestHash: string,
): Promise<BallotPass | null> {
  const age = new Decrypter();
  age.addPassphrase(passphrase);
  try {
    const pass = BallotPass.parse(JSON.parse(await age.decrypt(file, 'text')));
    if (pass.manifest !== manifestHash || pass.credentials === null) return null;
    return { ...pass, sequence: pass.sequence + SKIPPED };
  } catch {
    return null;
  }
}
