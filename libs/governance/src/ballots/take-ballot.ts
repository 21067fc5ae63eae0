import { sign } from 'node:crypto';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type BallotReceipt, canonicalJson, type CastBallot, type ProblemCode } from '@app/contract';
import { receiptCode, receiptMessage, storedForm } from './ballot-bytes.ts';
import type { OpenBox } from './open-box.ts';
import { SpoolClosed } from './spool.ts';
import { whatsWrongOutside } from './whats-wrong.ts';

const signed = promisify(sign);

/** The file in a box's folder that says that voting is suspended. */
export const HELD = 'suspended';

/** Why a ballot is not taken in. */
export class Refused extends Error {
  constructor(readonly code: ProblemCode) {
    super(code);
  }
}

/**
 * Stores a ballot and promises, signed, that it will be in the log. The same ballot again gets the same receipt.
 *
 * @param now the time, asked as late as possible
 * @throws Refused `invalid-ballot`, `invalid-credential`, `outdated-ballot`, `voting-suspended`, `voting-closed`,
 *   `ballot-not-stored`
 */
export async function takeBallot(box: OpenBox, ballot: CastBallot, now: () => Date): Promise<BallotReceipt> {
  const refusal = await whatsWrongOutside(ballot, box.document, box.registrars);
  if (refusal) throw new Refused(refusal);
  if (box.logKey === null) throw new Refused('voting-closed');

  const leaf = await store(box, ballot, now);
  const signature = await signed(null, receiptMessage(ballot.manifest, leaf), box.logKey);
  return { code: receiptCode(leaf), signature: signature.toString('base64') };
}

async function store(box: OpenBox, ballot: CastBallot, now: () => Date): Promise<Buffer> {
  // Before the box is looked at: from there to the writing nothing may wait, or two ballots could pass at once.
  const held = await isHeld(box);
  const { leaf } = storedForm(ballot);
  const last = box.last.get(ballot.credentialKey);
  if (last?.leaf.equals(leaf)) {
    await last.stored;
    return leaf;
  }
  if (held) throw new Refused('voting-suspended');
  if (now() >= new Date(box.document.votingClosesAt)) throw new Refused('voting-closed');
  if (last && ballot.sequence <= last.sequence) throw new Refused('outdated-ballot');
  const stored = box.spool.write(Buffer.from(canonicalJson(ballot))).catch((error: unknown) => {
    // What was not confirmed may be cast again as it is.
    if (box.last.get(ballot.credentialKey)?.stored === stored) box.last.delete(ballot.credentialKey);
    throw new Refused(error instanceof SpoolClosed ? 'voting-closed' : 'ballot-not-stored');
  });
  box.last.set(ballot.credentialKey, { sequence: ballot.sequence, leaf, stored });
  await stored;
  return leaf;
}

function isHeld({ directory }: OpenBox): Promise<boolean> {
  return access(join(directory, HELD)).then(
    () => true,
    () => false,
  );
}
