import { fromBase64, toBase64 } from './ballot-crypto.ts';
import { type BallotPass, SKIPPED } from './ballot-pass.ts';

const VERSION = 2;
const HASH = 32;
const SEED = 32;
const PREFIX = 32;
const SIGNATURE = 384;
const CREDENTIAL = 1 + PREFIX + SIGNATURE;
const HEAD = 1 + HASH + SEED + 2;
const IN_ADDRESS = '#pass=';
const BROUGHT = 'folkmoot-brought-pass';

/** A pass as short as it gets, for a QR code: version, manifest, seed, sequence and credentials in base64url. */
export function passText({ manifest, seed, sequence, credentials }: BallotPass): string {
  const parts = (credentials ?? []).map(({ registrar, prefix, signature }) =>
    Uint8Array.of(registrar, ...fromBase64(prefix), ...fromBase64(signature)),
  );
  const hash = Uint8Array.from(manifest.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  const number = [sequence >> 8, sequence & 255];
  const bytes = Uint8Array.of(
    VERSION,
    ...hash,
    ...fromBase64(seed),
    ...number,
    ...parts.flatMap((part) => [...part]),
  );
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * Reads a pass that was shown as a QR code.
 *
 * @param text as scanned: the pass alone, or the address that ends with it
 * @returns null when this is no pass for the election with this manifest
 */
export function readPassText(
  text: string,
  { hash, electionId }: { hash: string; electionId: string },
): BallotPass | null {
  const bytes = bytesIn(text.trim().split(IN_ADDRESS).at(-1) ?? '');
  const count = (bytes.length - HEAD) / CREDENTIAL;
  if (bytes[0] !== VERSION || !Number.isInteger(count) || count < 1) return null;
  const part = (start: number, length: number) => bytes.slice(start, start + length);
  const manifest = Array.from(part(1, HASH), (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (manifest !== hash) return null;
  const [high = 0, low = 0] = part(HEAD - 2, 2);
  const credentials = Array.from({ length: count }, (_, index) => {
    const start = HEAD + index * CREDENTIAL;
    return {
      registrar: bytes[start] ?? 0,
      prefix: toBase64(part(start + 1, PREFIX)),
      signature: toBase64(part(start + 1 + PREFIX, SIGNATURE)),
    };
  });
  return {
    v: 2,
    manifest,
    electionId,
    seed: toBase64(part(1 + HASH, SEED)),
    requests: [],
    credentials,
    sequence: ((high << 8) | low) + SKIPPED,
    receipts: [],
  };
}

/** The address that a QR code holds. What follows the # never reaches a server. */
export function passAddress(page: string, pass: BallotPass): string {
  return page + IN_ADDRESS + passText(pass);
}

/** The pass in this tab's address, kept while its owner signs in; null where there is none. */
export function broughtPass(forget: () => void): string | null {
  if (location.hash.startsWith(IN_ADDRESS)) {
    sessionStorage.setItem(BROUGHT, location.hash.slice(IN_ADDRESS.length));
    // Out of the address and the history: whoever looks over a shoulder or takes the device next would have it.
    forget();
  }
  return sessionStorage.getItem(BROUGHT);
}

export function forgetBroughtPass(): void {
  sessionStorage.removeItem(BROUGHT);
}

function bytesIn(text: string): Uint8Array {
  try {
    return fromBase64(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return new Uint8Array();
  }
}
