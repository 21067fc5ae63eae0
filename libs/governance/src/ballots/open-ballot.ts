import { createDecipheriv, createPublicKey, diffieHellman, hkdfSync, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { CastBallot } from '@app/contract';
import { tagged } from './ballot-bytes.ts';

const agreed = promisify(diffieHellman);

/** The DER header of an X25519 public key (RFC 8410). */
const X25519_SPKI = Buffer.from('302a300506032b656e032100', 'hex');

/**
 * Opens a sealed ballot: X25519 with the sender's key, HKDF-SHA256 to key and nonce, ChaCha20-Poly1305
 * bound to the credential key, so that nobody can cast a copy of somebody else's ballot.
 *
 * @param sealing the election's private X25519 key
 * @returns the choice text, or null when this ballot was not sealed for this election and this credential
 */
export async function openSealed(
  ballot: Pick<CastBallot, 'manifest' | 'credentialKey' | 'sealed'>,
  sealing: KeyObject,
): Promise<string | null> {
  const sealed = Buffer.from(ballot.sealed, 'base64');
  const sender = sealed.subarray(0, 32);
  try {
    const secret = await agreed({
      privateKey: sealing,
      publicKey: createPublicKey({ key: Buffer.concat([X25519_SPKI, sender]), format: 'der', type: 'spki' }),
    });
    const info = Buffer.concat([tagged('seal'), Buffer.from(ballot.manifest, 'hex')]);
    const salt = Buffer.concat([sender, rawPublicKey(sealing)]);
    const derived = Buffer.from(hkdfSync('sha256', secret, salt, info, 32 + 12));
    const cipher = createDecipheriv('chacha20-poly1305', derived.subarray(0, 32), derived.subarray(32), {
      authTagLength: 16,
    });
    cipher.setAAD(Buffer.from(ballot.credentialKey, 'base64'), { plaintextLength: sealed.length - 48 });
    cipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([cipher.update(sealed.subarray(32, -16)), cipher.final()]).toString();
  } catch {
    return null;
  }
}

/** The 32 bytes of the public half of an X25519 or Ed25519 key. */
export function rawPublicKey(key: KeyObject): Buffer {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return spki.subarray(-32);
}

/** The 32 bytes of an X25519 private key. */
export function rawPrivateKey(key: KeyObject): Buffer {
  return key.export({ type: 'pkcs8', format: 'der' }).subarray(-32);
}
