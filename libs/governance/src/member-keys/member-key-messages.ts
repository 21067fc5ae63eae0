import { createHash, verify } from 'node:crypto';
import { tagged } from '../ballots/ballot-bytes.ts';
import { edPublicKey } from '../keys/ed-key.ts';

/** Whether a member has the private half of a key: it signed tag ‖ 0 ‖ the account's id. */
export function isProof(key: Buffer, accountId: string, proof: Buffer): boolean {
  return isSigned(key, Buffer.concat([tagged('enrol'), Buffer.from(accountId)]), proof);
}

/** Whether a member asked for this ballot: their key signed SHA-256(tag ‖ 0 ‖ manifest hash ‖ hash of the blinded requests). */
export function isRequest(
  key: Buffer,
  { manifest, blindedHash }: { manifest: string; blindedHash: Buffer },
  signature: Buffer,
): boolean {
  const message = createHash('sha256')
    .update(Buffer.concat([tagged('issue'), Buffer.from(manifest, 'hex'), blindedHash]))
    .digest();
  return isSigned(key, message, signature);
}

function isSigned(key: Buffer, message: Buffer, signature: Buffer): boolean {
  return key.length === 32 && signature.length === 64 && verify(null, message, edPublicKey(key), signature);
}
