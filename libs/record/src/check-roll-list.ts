import { base64Bytes, bytesToHex, hexBytes, tagged, taggedDigest } from './bytes.ts';
import { check, RecordFailure } from './failure.ts';
import { entryHash, GrowingTree } from './merkle.ts';
import type { RecordFiles } from './read-record.ts';
import { RollListFile, type RollListEntry } from './record-files.ts';
import { edKey, isEdSigned } from './signatures.ts';

/**
 * Steps 3 and 4 for those who have the roll by name: it gives the roots of the record, nobody is on it twice, and every
 * request that counts as signed was signed by the key on the roll.
 *
 * @param text the file that officers download after the voting
 * @throws RecordFailure V03, V04
 */
export async function checkRollList(text: string, files: RecordFiles): Promise<void> {
  const { entries, electionId } = parsed(text);
  const { hash, document } = files['manifest.json'];
  check(electionId === document.electionId, 'V03', 'the list is of another election');
  const roll = new GrowingTree();
  const issuance = new GrowingTree();
  const signed: RollListEntry[] = [];
  let before = '';
  for (const [index, entry] of entries.entries()) {
    const key = entry.key === null ? new Uint8Array() : base64Bytes(entry.key);
    check(key !== null, 'V03', `entry ${index + 1} of the list: its key`);
    const leaf = entryHash(tagged('roll', `${electionId}\0${entry.member}\0`, key));
    check(bytesToHex(leaf) > before, 'V03', `entry ${index + 1} of the list is out of order, or there twice`);
    before = bytesToHex(leaf);
    roll.add(leaf);
    if (entry.blindedHash === null) continue;
    const signature = entry.signature === null ? new Uint8Array() : base64Bytes(entry.signature);
    check(signature !== null, 'V04', `entry ${index + 1} of the list: its signature`);
    issuance.add(entryHash(tagged('issuance', leaf, hexBytes(entry.blindedHash), signature)));
    if (entry.signature !== null) signed.push(entry);
  }
  check(roll.size === document.rollSize, 'V03', `the list has ${roll.size} members`);
  check(bytesToHex(roll.root()) === document.rollRoot, 'V03', 'the list has another root');
  const { issued, auth, root } = files['issuance.json'];
  check(issuance.size === issued, 'V04', `the list has ${issuance.size} ballots handed out`);
  check(bytesToHex(issuance.root()) === root, 'V04', 'other ballots were handed out');
  check(signed.length === auth.key, 'V04', `${signed.length} of them were asked for with a key`);
  for (const entry of signed) {
    check(await isAskedFor(entry, hash), 'V04', `the request of ${entry.member} is not signed by their key`);
  }
}

async function isAskedFor(
  { key, blindedHash, signature }: RollListEntry,
  manifest: string,
): Promise<boolean> {
  const message = taggedDigest('issue', hexBytes(manifest), hexBytes(blindedHash ?? ''));
  return isEdSigned(
    await edKey(key === null ? null : base64Bytes(key)),
    message,
    base64Bytes(signature ?? ''),
  );
}

function parsed(text: string): { electionId: string; entries: RollListEntry[] } {
  try {
    return RollListFile.parse(JSON.parse(text));
  } catch {
    throw new RecordFailure('V03', 'the list of the roll cannot be read');
  }
}
