import { constants, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { promisify } from 'node:util';
import type { BallotManifest, CastBallot, ProblemCode } from '@app/contract';
import { ballotDigest, credentialMessage, storedForm } from './ballot-bytes.ts';

const verified = promisify(verify);

/** Bytes that sealing adds: the sender's key and the authentication tag. */
export const SEAL_OVERHEAD = 32 + 16;
const RSA_BYTES = 384;
/** The DER header of an Ed25519 public key (RFC 8410). */
const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** Why a ballot cannot be taken in as far as its outside tells, or null. Nothing is opened. */
export async function whatsWrongOutside(
  ballot: CastBallot,
  document: BallotManifest['document'],
  registrar: KeyObject,
): Promise<ProblemCode | null> {
  const sizes: [string, number][] = [
    [ballot.credentialKey, 32],
    [ballot.prefix, 32],
    [ballot.credential, RSA_BYTES],
    [ballot.signature, 64],
    [ballot.sealed, document.padLength + SEAL_OVERHEAD],
  ];
  if (!sizes.every(([text, bytes]) => isBase64Of(text, bytes))) return 'invalid-ballot';

  const credential = await verified(
    'sha384',
    credentialMessage(ballot),
    { key: registrar, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 },
    Buffer.from(ballot.credential, 'base64'),
  );
  if (!credential) return 'invalid-credential';

  const { envelope, signature } = storedForm(ballot);
  const key = createPublicKey({
    key: Buffer.concat([ED25519_SPKI, Buffer.from(ballot.credentialKey, 'base64')]),
    format: 'der',
    type: 'spki',
  });
  return (await verified(null, ballotDigest(envelope), key, signature)) ? null : 'invalid-ballot';
}

/** Decoding is lenient; one ballot must have one text, or it would have several hashes. */
function isBase64Of(text: string, bytes: number): boolean {
  const decoded = Buffer.from(text, 'base64');
  return decoded.length === bytes && decoded.toString('base64') === text;
}
