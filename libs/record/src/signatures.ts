import type { Bytes } from './bytes.ts';

const ED25519 = { name: 'Ed25519' };
const PSS = { name: 'RSA-PSS', hash: 'SHA-384' };
const SALT_BYTES = 48;

/** A public key as the platform's own cryptography takes it; null where the bytes are no key. */
export function edKey(raw: Bytes | null): Promise<CryptoKey | null> {
  if (raw?.length !== 32) return Promise.resolve(null);
  return crypto.subtle.importKey('raw', raw, ED25519, true, ['verify']).catch(() => null);
}

export function isEdSigned(key: CryptoKey | null, message: Bytes, signature: Bytes | null): Promise<boolean> {
  if (key === null || signature?.length !== 64) return Promise.resolve(false);
  return crypto.subtle.verify(ED25519, key, signature, message);
}

/** A registrar's key: RSA of 3072 bits, exponent 65537 (RFC 9474). */
export async function registrarKey(spki: Bytes | null): Promise<CryptoKey | null> {
  if (spki === null) return null;
  const key = await crypto.subtle.importKey('spki', spki, PSS, true, ['verify']).catch(() => null);
  const { modulusLength = 0, publicExponent } = (key?.algorithm ?? {}) as {
    modulusLength?: number;
    publicExponent?: Uint8Array;
  };
  return modulusLength === 3072 && publicExponent?.toString() === '1,0,1' ? key : null;
}

export function isCredential(key: CryptoKey, message: Bytes, signature: Bytes | null): Promise<boolean> {
  if (signature?.length !== 384) return Promise.resolve(false);
  return crypto.subtle.verify({ name: 'RSA-PSS', saltLength: SALT_BYTES }, key, signature, message);
}
