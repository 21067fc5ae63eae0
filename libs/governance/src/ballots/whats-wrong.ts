import { constants, type KeyObject, verify } from 'node:crypto';
import { promisify } from 'node:util';
import type { BallotManifest, CastBallot, ProblemCode } from '@app/contract';
import { edPublicKey } from '../keys/ed-key.ts';
import { ballotDigest, credentialMessage, storedForm } from './ballot-bytes.ts';

const verified = promisify(verify);

/** Bytes that sealing adds: the sender's key and the authentication tag. */
export const SEAL_OVERHEAD = 32 + 16;
export const RSA_BYTES = 384;

/** Why a ballot cannot be taken in as far as its outside tells, or null. Nothing is opened. */
export async function whatsWrongOutside(
  ballot: CastBallot,
  document: BallotManifest['document'],
  registrars: readonly KeyObject[],
): Promise<ProblemCode | null> {
  const sizes: [string, number][] = [
    [ballot.credentialKey, 32],
    [ballot.signature, 64],
    [ballot.sealed, document.padLength + SEAL_OVERHEAD],
    ...ballot.credentials.flatMap(({ prefix, signature }): [string, number][] => [
      [prefix, 32],
      [signature, RSA_BYTES],
    ]),
  ];
  if (!sizes.every(([text, bytes]) => isBase64Of(text, bytes))) return 'invalid-ballot';
  // Exactly as many as needed and in the registrars' order: how many somebody holds must not tell them apart.
  const signers = ballot.credentials.map(({ registrar }) => registrar);
  const isOrdered = signers.every((signer, index) => index === 0 || signer > signers[index - 1]!);
  if (!isOrdered || signers.length !== document.threshold) return 'invalid-credential';

  const { envelope, signature } = storedForm(ballot);
  const key = edPublicKey(Buffer.from(ballot.credentialKey, 'base64'));
  const credentials = await Promise.all(
    ballot.credentials.map((credential) => isSigned(ballot, credential, registrars[credential.registrar])),
  );
  if (!credentials.every(Boolean)) return 'invalid-credential';
  return (await verified(null, ballotDigest(envelope), key, signature)) ? null : 'invalid-ballot';
}

async function isSigned(
  ballot: CastBallot,
  { prefix, signature }: CastBallot['credentials'][number],
  key: KeyObject | undefined,
): Promise<boolean> {
  if (key === undefined) return false;
  const scheme = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
  return verified('sha384', credentialMessage(ballot, prefix), scheme, Buffer.from(signature, 'base64'));
}

/** Decoding is lenient; one ballot must have one text, or it would have several hashes. */
function isBase64Of(text: string, bytes: number): boolean {
  const decoded = Buffer.from(text, 'base64');
  return decoded.length === bytes && decoded.toString('base64') === text;
}
