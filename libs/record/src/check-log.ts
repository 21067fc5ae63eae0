import { sha256 } from '@noble/hashes/sha2.js';
import { base64Bytes, bytesToHex, canonical, hexBytes, tagged } from './bytes.ts';
import { check, RecordFailure } from './failure.ts';
import type { ManifestKeys } from './manifest-checks.ts';
import { entryHash, GrowingTree } from './merkle.ts';
import type { RecordFiles } from './read-record.ts';
import { type Envelope, LogLine } from './record-files.ts';
import { edKey, isCredential, isEdSigned } from './signatures.ts';

const AT_ONCE = 256;
const NEWLINE = 10;
const SEAL_OVERHEAD = 48;
const decoder = new TextDecoder('utf-8', { fatal: true });
const encoder = new TextEncoder();

/** What is kept of a ballot once it has been checked. */
export interface LoggedBallot {
  /** Hexadecimal. */
  leaf: string;
  credentialKey: string;
  sequence: number;
  sealed: string;
}

interface ParsedLine {
  line: number;
  leaf: Uint8Array;
  envelope: Envelope;
  text: string;
  signature: Uint8Array<ArrayBuffer> | null;
}

/**
 * Steps 5 and 6: the log is the one whose heads were signed, batch by batch, and every ballot in it is signed by its
 * own credential, which enough registrars have signed.
 *
 * @throws RecordFailure V01 for a line that cannot be read, V05, V06
 */
export async function checkLog(
  files: RecordFiles,
  keys: ManifestKeys,
  tell: (done: number, total: number) => void,
): Promise<LoggedBallot[]> {
  await checkHeads(files, keys);
  const heads = files['sths.json'];
  const total = heads.at(-1)!.size;
  const tree = new GrowingTree();
  const ballots: LoggedBallot[] = [];
  let batch = 0;
  let before = '';
  let waiting: ParsedLine[] = [];
  // Heads come first, ballots second, so that a log which was cut or changed is told as such.
  const faults: RecordFailure[] = [];
  const flush = async () => {
    const wrong = await Promise.all(waiting.map((parsed) => whatsWrong(parsed, files, keys)));
    const index = wrong.findIndex((reason) => reason !== null);
    const found = waiting[index];
    if (found) faults.push(new RecordFailure('V06', `log.jsonl line ${found.line}: ${wrong[index]}`));
    waiting = [];
  };
  for (const parsed of lines(files['log.jsonl'])) {
    while (heads[batch]?.size === tree.size) {
      checkRoot(heads[batch]!, tree);
      batch += 1;
      before = '';
    }
    const leaf = bytesToHex(parsed.leaf);
    check(batch < heads.length, 'V05', `log.jsonl line ${parsed.line} comes after the last head`);
    check(leaf > before, 'V05', `log.jsonl line ${parsed.line} is not in the order of its batch`);
    before = leaf;
    tree.add(parsed.leaf);
    const { credentialKey, sequence, sealed } = parsed.envelope;
    ballots.push({ leaf, credentialKey, sequence, sealed });
    if (faults.length === 0) waiting.push(parsed);
    if (waiting.length === AT_ONCE) {
      await flush();
      tell(ballots.length, total);
    }
  }
  while (heads[batch]?.size === tree.size) checkRoot(heads[batch++]!, tree);
  check(batch === heads.length, 'V05', `the log ends after ${tree.size} ballots, ${total} were signed`);
  await flush();
  if (faults[0]) throw faults[0];
  return ballots;
}

async function checkHeads(files: RecordFiles, { log }: ManifestKeys): Promise<void> {
  const { hash } = files['manifest.json'];
  let before = 0;
  for (const [index, { signature, ...head }] of files['sths.json'].entries()) {
    check(head.batch === index + 1, 'V05', `sths.json: head ${index + 1} has the number ${head.batch}`);
    check(head.size >= before, 'V05', `sths.json: head ${head.batch} is smaller than the one before`);
    before = head.size;
    const message = tagged('head', canonical({ manifest: hash, ...head }));
    const good = await isEdSigned(log, message, base64Bytes(signature));
    check(good, 'V05', `sths.json: the signature of head ${head.batch}`);
  }
}

function checkRoot({ batch, root }: { batch: number; root: string }, tree: GrowingTree): void {
  check(bytesToHex(tree.root()) === root, 'V05', `the ballots up to batch ${batch} have another root`);
}

function* lines(log: Uint8Array): Generator<ParsedLine> {
  let line = 0;
  for (let start = 0; start < log.length;) {
    const end = log.indexOf(NEWLINE, start);
    line += 1;
    check(end >= 0, 'V01', `log.jsonl line ${line} does not end`);
    yield parsedLine(line, log.subarray(start, end));
    start = end + 1;
  }
}

function parsedLine(line: number, bytes: Uint8Array): ParsedLine {
  let parsed: LogLine;
  let content: string;
  try {
    content = decoder.decode(bytes);
    parsed = LogLine.parse(JSON.parse(content));
  } catch {
    throw new RecordFailure('V01', `log.jsonl line ${line} cannot be read`);
  }
  const text = canonical(parsed.E);
  check(
    `{"E":${text},"sg":${JSON.stringify(parsed.sg)}}` === content,
    'V01',
    `log.jsonl line ${line} is not canonical`,
  );
  const signature = base64Bytes(parsed.sg);
  const leaf = entryHash(encoder.encode(text), signature ?? new Uint8Array());
  return { line, leaf, envelope: parsed.E, text, signature };
}

async function whatsWrong(
  { envelope, text, signature }: ParsedLine,
  { 'manifest.json': { hash, document } }: RecordFiles,
  { registrars }: ManifestKeys,
): Promise<string | null> {
  if (envelope.manifest !== hash) return 'it is for another election';
  if (base64Bytes(envelope.sealed)?.length !== document.padLength + SEAL_OVERHEAD) return 'its length';
  const credentialKey = base64Bytes(envelope.credentialKey);
  const key = await edKey(credentialKey);
  const digest = new Uint8Array(sha256(tagged('ballot', text)));
  if (!(await isEdSigned(key, digest, signature))) return 'its signature';

  const { credentials } = envelope;
  const signers = credentials.map(({ registrar }) => registrar);
  const isOrdered = signers.every((signer, index) => index === 0 || signer > signers[index - 1]!);
  if (!isOrdered || signers.length !== document.threshold)
    return 'it has not the credentials that are needed';
  const message = tagged('credential', hexBytes(hash), credentialKey!);
  const good = await Promise.all(
    credentials.map(({ registrar, prefix, signature: blind }) => {
      const signer = registrars[registrar];
      const salt = base64Bytes(prefix);
      if (!signer || salt?.length !== 32) return Promise.resolve(false);
      return isCredential(signer, new Uint8Array([...salt, ...message]), base64Bytes(blind));
    }),
  );
  const bad = good.indexOf(false);
  return bad < 0 ? null : `the credential of registrar ${signers[bad]}`;
}
