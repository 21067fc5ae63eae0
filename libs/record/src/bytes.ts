import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '@app/tally';

/** What is hashed and signed is told apart by these words (the format of records, docs/record.md). */
const TAGS = {
  manifest: 'folkmoot/manifest/v2',
  credential: 'folkmoot/credential/v2',
  seal: 'folkmoot/seal/v2',
  roll: 'folkmoot/roll/v2',
  issue: 'folkmoot/issue/v1',
  issuance: 'folkmoot/issuance/v2',
  ballot: 'folkmoot/ballot/v2',
  receipt: 'folkmoot/receipt/v1',
  head: 'folkmoot/head/v1',
  commitment: 'folkmoot/commitment/v1',
  lot: 'folkmoot/lot/v2',
  event: 'folkmoot/event/v1',
} as const;

export type Bytes = Uint8Array<ArrayBuffer>;
export { bytesToHex };

/** The word of a purpose and a zero, and what follows it. */
export function tagged(purpose: keyof typeof TAGS, ...parts: (Uint8Array | string)[]): Bytes {
  const bytes = parts.map((part) => (typeof part === 'string' ? utf8ToBytes(part) : part));
  return new Uint8Array(concatBytes(utf8ToBytes(`${TAGS[purpose]}\0`), ...bytes));
}

/** SHA-256 of what is tagged. */
export function taggedDigest(purpose: keyof typeof TAGS, ...parts: (Uint8Array | string)[]): Bytes {
  return new Uint8Array(sha256(tagged(purpose, ...parts)));
}

/** The same, hexadecimal. */
export function taggedHash(purpose: keyof typeof TAGS, ...parts: (Uint8Array | string)[]): string {
  return bytesToHex(taggedDigest(purpose, ...parts));
}

export function hexBytes(hex: string): Bytes {
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) =>
    Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16),
  );
}

/** @returns null for what is not the one way to write these bytes in base64 */
export function base64Bytes(text: string): Bytes | null {
  try {
    const binary = atob(text);
    if (btoa(binary) !== text) return null;
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
    return bytes;
  } catch {
    return null;
  }
}

/** One text for one value (RFC 8785). */
export function canonical(value: unknown): string {
  return canonicalJson(value as Parameters<typeof canonicalJson>[0]);
}
