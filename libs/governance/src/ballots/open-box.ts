import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BallotManifest, canonicalJson, CastBallot } from '@app/contract';
import { type StoredForm, storedForm } from './ballot-bytes.ts';
import { Spool } from './spool.ts';
import { RSA_BYTES, SEAL_OVERHEAD, whatsWrongOutside } from './whats-wrong.ts';

const AT_ONCE = 500;

export interface OpenBox {
  directory: string;
  document: BallotManifest['document'];
  registrars: KeyObject[];
  /** Signs receipts; absent once the keys are destroyed. */
  logKey: KeyObject | null;
  spool: Spool;
  /** The highest sequence number seen here from each credential key, and that ballot's leaf. */
  last: Map<string, { sequence: number; leaf: Buffer; stored: Promise<void> }>;
}

/** Opens the box in a folder, and remembers which ballots it holds. */
export async function openBox(
  directory: string,
  logKeyFile: (electionId: string) => string,
): Promise<OpenBox> {
  const text = await readFile(join(directory, 'manifest.json'), 'utf8');
  const document = BallotManifest.shape.document.parse(JSON.parse(text));
  const logKey = await readFile(logKeyFile(document.electionId), 'utf8').catch(() => null);
  const box: OpenBox = {
    directory,
    document,
    registrars: document.registrars.map(({ key }) =>
      createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' }),
    ),
    logKey: logKey === null ? null : createPrivateKey(logKey),
    spool: new Spool(directory, slotSizeFor(document)),
    last: new Map(),
  };
  const stored = Promise.resolve();
  for await (const record of box.spool.records()) {
    const ballot = ballotIn(record);
    const { sequence } = box.last.get(ballot.credentialKey) ?? { sequence: 0 };
    if (ballot.sequence <= sequence) continue;
    const { leaf } = storedForm(ballot);
    box.last.set(ballot.credentialKey, { sequence: ballot.sequence, leaf, stored });
  }
  return box;
}

/**
 * The good ballots of a box that are not known yet. Looked at again, since somebody who can write files could have put
 * one there past the door.
 *
 * @param known leaves, hexadecimal
 */
export async function ballotsIn(
  { spool, document, registrars }: OpenBox,
  known: ReadonlySet<string>,
  tell: (done: number) => Promise<void>,
): Promise<StoredForm[]> {
  const good: StoredForm[] = [];
  let chunk: { ballot: CastBallot; form: StoredForm }[] = [];
  let seen = 0;
  const check = async () => {
    const wrong = await Promise.all(
      chunk.map(({ ballot }) => whatsWrongOutside(ballot, document, registrars)),
    );
    good.push(...chunk.filter((_, index) => wrong[index] === null).map(({ form }) => form));
    seen += chunk.length;
    chunk = [];
    await tell(seen);
  };
  for await (const record of spool.records()) {
    const ballot = ballotIn(record);
    const form = storedForm(ballot);
    if (known.has(form.leaf.toString('hex'))) continue;
    chunk.push({ ballot, form });
    if (chunk.length === AT_ONCE) await check();
  }
  await check();
  return good;
}

function ballotIn(record: Buffer): CastBallot {
  return CastBallot.parse(JSON.parse(record.toString()));
}

/** The longest text of a ballot that passes the checks, and the spool's own 36 bytes, in steps of 256. */
function slotSizeFor({ padLength, threshold }: BallotManifest['document']): number {
  const base64 = (bytes: number): string => Buffer.alloc(bytes).toString('base64');
  const longest: CastBallot = {
    manifest: '0'.repeat(64),
    credentialKey: base64(32),
    credentials: Array.from({ length: threshold }, () => ({
      registrar: 0,
      prefix: base64(32),
      signature: base64(RSA_BYTES),
    })),
    sequence: 1000,
    sealed: base64(padLength + SEAL_OVERHEAD),
    signature: base64(64),
  };
  return Math.ceil((canonicalJson(longest).length + 36) / 256) * 256;
}
