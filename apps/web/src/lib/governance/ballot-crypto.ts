import { BALLOT_TAGS, type BallotManifest, choiceText, manifestText } from '@app/contract';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

type Purpose = keyof typeof BALLOT_TAGS;

const tag = (purpose: Purpose): Uint8Array => utf8ToBytes(`${BALLOT_TAGS[purpose]}\0`);

/** Whether a manifest is the one that its hash names: SHA-256(tag ‖ 0 ‖ canonical JSON). */
export function isGenuine({ document, hash }: BallotManifest): boolean {
  return bytesToHex(sha256(concatBytes(tag('manifest'), utf8ToBytes(manifestText(document))))) === hash;
}

/** The key pair that signs a voter's ballots in one election, from the voter's secret seed. */
export function credentialKeys(
  seed: Uint8Array,
  manifestHash: string,
): { secret: Uint8Array; public: Uint8Array } {
  const info = concatBytes(tag('credential'), hexToBytes(manifestHash));
  const secret = hkdf(sha256, seed, undefined, info, 32);
  return { secret, public: ed25519.getPublicKey(secret) };
}

/** What the registrar signs without seeing it; a random prefix of 32 bytes goes before it (RFC 9474). */
export function credentialMessage(manifestHash: string, credentialKey: Uint8Array): Uint8Array {
  return concatBytes(tag('credential'), hexToBytes(manifestHash), credentialKey);
}

/** Seals a ranking, padded as every ballot is. */
export function sealChoice(
  manifest: BallotManifest,
  credentialKey: Uint8Array,
  ranking: readonly number[],
): Uint8Array {
  return sealText(manifest, credentialKey, choiceText(ranking, manifest.document.padLength));
}

/**
 * Seals what a ballot says so that it can be opened only with the election's key, which is published at the close:
 * X25519 with a key made for this ballot, HKDF-SHA256, ChaCha20-Poly1305 bound to the credential key.
 */
export function sealText(
  { document, hash }: BallotManifest,
  credentialKey: Uint8Array,
  text: string,
): Uint8Array {
  const to = fromBase64(document.seal.key);
  const secret = x25519.utils.randomSecretKey();
  const sender = x25519.getPublicKey(secret);
  const info = concatBytes(tag('seal'), hexToBytes(hash));
  const derived = hkdf(sha256, x25519.getSharedSecret(secret, to), concatBytes(sender, to), info, 32 + 12);
  const cipher = chacha20poly1305(derived.subarray(0, 32), derived.subarray(32), credentialKey);
  return concatBytes(sender, cipher.encrypt(utf8ToBytes(text)));
}

/** What a member's key signs to ask for a ballot: SHA-256(tag ‖ 0 ‖ manifest hash ‖ SHA-256(blinded requests)). */
export function requestDigest(manifestHash: string, blinded: readonly string[]): Uint8Array<ArrayBuffer> {
  const requests = sha256(concatBytes(...blinded.map(fromBase64)));
  return new Uint8Array(sha256(concatBytes(tag('issue'), hexToBytes(manifestHash), requests)));
}

/** What a member's key signs to show that whoever enrols it has it. */
export function enrolMessage(accountId: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(concatBytes(tag('enrol'), utf8ToBytes(accountId)));
}

export function signEnvelope(envelope: string, secret: Uint8Array): Uint8Array {
  return ed25519.sign(sha256(concatBytes(tag('ballot'), utf8ToBytes(envelope))), secret);
}

/**
 * Whether the log has promised to hold a ballot.
 *
 * @param receipt the ballot as signed text, the voter's signature and the log's, both in base64
 */
export function isPromise(
  { document, hash }: BallotManifest,
  { envelope, signature, promise }: { envelope: string; signature: string; promise: string },
): boolean {
  const leaf = leafOf(envelope, fromBase64(signature));
  const message = concatBytes(tag('receipt'), hexToBytes(hash), leaf);
  return ed25519.verify(fromBase64(promise), message, fromBase64(document.logKey));
}

function leafOf(envelope: string, signature: Uint8Array): Uint8Array {
  return sha256(concatBytes(Uint8Array.of(0), utf8ToBytes(envelope), signature));
}

/** The code under which the ballot will be listed: the first 100 bits of SHA-256(0 ‖ envelope ‖ signature). */
export function receiptCode(envelope: string, signature: Uint8Array): string {
  const leaf = leafOf(envelope, signature);
  let code = '';
  for (let bit = 0; bit < 100; bit += 5) {
    const pair = ((leaf[bit >> 3] ?? 0) << 8) | (leaf[(bit >> 3) + 1] ?? 0);
    code += BASE32[(pair >> (11 - (bit & 7))) & 31];
  }
  return code;
}

export function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
