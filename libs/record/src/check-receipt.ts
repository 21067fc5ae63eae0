import { base64Bytes, bytesToHex, canonical, hexBytes, tagged } from './bytes.ts';
import type { LoggedBallot } from './check-log.ts';
import { check, RecordFailure } from './failure.ts';
import type { ManifestKeys } from './manifest-checks.ts';
import { entryHash } from './merkle.ts';
import { openBallots, type Paper } from './open-ballots.ts';
import type { RecordFiles } from './read-record.ts';
import { type Receipt, ReceiptFile } from './record-files.ts';
import { isEdSigned } from './signatures.ts';

/** A voter's own ballot in the record. */
export interface OwnBallot extends Paper {
  code: string;
  /** Whether it is the one of its voter that counts. */
  counts: boolean;
}

/**
 * Step 12: a receipt's promise is signed and kept.
 *
 * @param text the receipt file
 * @param counted the ballots that count
 * @throws RecordFailure V12
 */
export async function checkReceipt(
  text: string,
  files: RecordFiles,
  found: { keys: ManifestKeys; logged: readonly LoggedBallot[]; counted: readonly LoggedBallot[] },
): Promise<OwnBallot> {
  const receipt = parsed(text);
  const { hash } = files['manifest.json'];
  check(receipt.manifest === hash, 'V12', 'the receipt is of another election');
  const signature = base64Bytes(receipt.signature);
  check(signature !== null, 'V12', "the voter's signature in the receipt cannot be read");
  const leaf = entryHash(new TextEncoder().encode(receipt.envelope), signature);
  const promise = base64Bytes(receipt.promise);
  const good = await isEdSigned(found.keys.log, tagged('receipt', hexBytes(hash), leaf), promise);
  check(good, 'V12', 'the receipt is not signed by the log');
  const hex = bytesToHex(leaf);
  const ballot = found.logged.find((logged) => logged.leaf === hex);
  check(ballot !== undefined, 'V12', `the log promised to hold ballot ${receipt.code}, and does not`);
  const [paper] = await openBallots([ballot], files);
  return { code: receipt.code, counts: found.counted.includes(ballot), ...paper! };
}

function parsed(text: string): Receipt {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RecordFailure('V12', 'the receipt cannot be read');
  }
  const receipt = ReceiptFile.safeParse(value);
  check(receipt.success, 'V12', 'the receipt has not the form of one');
  check(
    canonical(JSON.parse(receipt.data.envelope)) === receipt.data.envelope,
    'V12',
    'the ballot in the receipt',
  );
  return receipt.data;
}
