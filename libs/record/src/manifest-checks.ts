import { base64Bytes, bytesToHex, canonical, hexBytes, taggedHash } from './bytes.ts';
import { check } from './failure.ts';
import type { RecordFiles } from './read-record.ts';
import { edKey, isEdSigned, registrarKey } from './signatures.ts';
import { x25519 } from '@noble/curves/ed25519.js';

/** Keys of the manifest, ready to verify with. */
export interface ManifestKeys {
  registrars: CryptoKey[];
  log: CryptoKey;
}

/**
 * Step 2: the manifest is the one that its hash names, and the one that the reader expects.
 *
 * @param expected the hash from the election's topic, a mail or an auditor, hexadecimal
 * @throws RecordFailure V02
 */
export async function checkManifest(
  { 'manifest.json': { hash, document, signatures } }: RecordFiles,
  expected: string | null,
): Promise<ManifestKeys> {
  const found = taggedHash('manifest', canonical(document));
  check(found === hash, 'V02', `the document's hash is ${found}, not ${hash}`);
  check(expected === null || expected === hash, 'V02', `the hash is ${hash}, not the expected ${expected}`);
  for (const { name, key, signature } of signatures) {
    const good = await isEdSigned(await edKey(base64Bytes(key)), hexBytes(hash), base64Bytes(signature));
    check(good, 'V02', `the signature of ${name}`);
  }
  const registrars: CryptoKey[] = [];
  for (const { name, key } of document.registrars) {
    const registrar = await registrarKey(base64Bytes(key));
    check(registrar !== null, 'V02', `the key of registrar ${name} is no RSA key of 3072 bits`);
    registrars.push(registrar);
  }
  const different = new Set(document.registrars.map(({ key }) => key)).size;
  check(different === registrars.length, 'V02', 'two registrars have one key');
  check(document.threshold <= registrars.length, 'V02', 'more registrars are needed than there are');
  const log = await edKey(base64Bytes(document.logKey));
  check(log !== null, 'V02', 'the key of the log is no Ed25519 key');
  const numbers = document.candidates.every(({ number }, index) => number === index + 1);
  check(numbers, 'V02', 'the candidates are not numbered from 1');
  return { registrars, log };
}

/** Step 3. @throws RecordFailure V03 */
export function checkRoll({ 'roll.json': roll, 'manifest.json': { document } }: RecordFiles): void {
  check(roll.root === document.rollRoot, 'V03', `roll.json has the root ${roll.root}`);
  check(roll.size === document.rollSize, 'V03', `roll.json has ${roll.size} members`);
  check(roll.units === document.units, 'V03', `roll.json has ${roll.units} ballots to hand out`);
}

/** Step 4. @throws RecordFailure V04 */
export function checkIssuance({
  'issuance.json': issuance,
  'manifest.json': { document },
}: RecordFiles): void {
  const { issued, units, auth } = issuance;
  check(units === document.units, 'V04', `issuance.json has ${units} ballots to hand out`);
  check(auth.key + auth.session === issued, 'V04', `${auth.key} and ${auth.session} are not ${issued}`);
}

/** Step 8, first half: the published key is the private half of the manifest's. @throws RecordFailure V08 */
export function checkSealingKey({
  'keys.json': { sealing },
  'manifest.json': { document },
}: RecordFiles): void {
  const secret = base64Bytes(sealing);
  check(secret?.length === 32, 'V08', 'keys.json has no X25519 key');
  const promised = base64Bytes(document.seal.key);
  const found = bytesToHex(x25519.getPublicKey(secret));
  check(promised !== null && bytesToHex(promised) === found, 'V08', 'the key does not fit the manifest');
}
