import { createHash } from 'node:crypto';
import { BALLOT_TAGS, type BallotManifest, type CastBallot, envelopeText, manifestText } from '@app/contract';
import { leafHash } from '../merkle-root.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A purpose as bytes; the zero keeps one purpose from being the beginning of another. */
export function tagged(tag: keyof typeof BALLOT_TAGS): Buffer {
  return Buffer.from(`${BALLOT_TAGS[tag]}\0`);
}

export function manifestHash(document: BallotManifest['document']): Buffer {
  return createHash('sha256').update(tagged('manifest')).update(manifestText(document)).digest();
}

/** What a registrar signed without seeing it: prefix ‖ tag ‖ 0 ‖ manifest hash ‖ credential key. */
export function credentialMessage(ballot: CastBallot, prefix: string): Buffer {
  return Buffer.concat([
    Buffer.from(prefix, 'base64'),
    tagged('credential'),
    Buffer.from(ballot.manifest, 'hex'),
    Buffer.from(ballot.credentialKey, 'base64'),
  ]);
}

/** What the credential's own key signed: SHA-256(tag ‖ 0 ‖ envelope). */
export function ballotDigest(envelope: string): Buffer {
  return createHash('sha256').update(tagged('ballot')).update(envelope).digest();
}

/** The ballot's place in the log: the leaf hash of envelope ‖ signature. */
export function ballotLeaf(envelope: string, signature: Buffer): Buffer {
  return leafHash(envelope, signature);
}

/** What the log's key signs as the promise that a ballot will be in the log: tag ‖ 0 ‖ manifest hash ‖ leaf. */
export function receiptMessage(manifest: string, leaf: Buffer): Buffer {
  return Buffer.concat([tagged('receipt'), Buffer.from(manifest, 'hex'), leaf]);
}

/** The first 100 bits of a leaf in base32 (RFC 4648): 20 characters that a person can compare. */
export function receiptCode(leaf: Buffer): string {
  let code = '';
  let bits = 0n;
  for (const byte of leaf.subarray(0, 13)) bits = (bits << 8n) | BigInt(byte);
  bits >>= 4n;
  for (let place = 19n; place >= 0n; place -= 1n) code += BASE32[Number((bits >> (place * 5n)) & 31n)];
  return code;
}

/** A ballot as stored, with its leaf. */
export interface StoredForm {
  leaf: Buffer;
  envelope: string;
  signature: Buffer;
}

export function storedForm(ballot: CastBallot): StoredForm {
  const envelope = envelopeText(ballot);
  const signature = Buffer.from(ballot.signature, 'base64');
  return { leaf: ballotLeaf(envelope, signature), envelope, signature };
}
