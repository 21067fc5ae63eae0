import type { EnrolKey } from '@app/contract';
import { enrolMessage, toBase64 } from './ballot-crypto.ts';
import { answered, browserStore, committed } from './browser-store.ts';

const KEYS = 'keys';
const ED25519 = { name: 'Ed25519' };

interface KeptKey {
  accountId: string;
  /** Raw, base64. */
  key: string;
  secret: CryptoKey;
}

/**
 * Makes a key for votes and keeps it in this browser. Its private half cannot be read out, not even by the page.
 *
 * @param enrol sends what the server must know to `PUT /api/v1/member-key`; the key is kept only when that went well
 */
export async function makeMemberKey(
  accountId: string,
  enrol: (request: EnrolKey) => Promise<void>,
): Promise<void> {
  const pair = (await crypto.subtle.generateKey(ED25519, false, ['sign', 'verify'])) as CryptoKeyPair;
  const key = toBase64(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
  const proof = await signed(pair.privateKey, enrolMessage(accountId));
  await navigator.storage?.persist?.();
  await enrol({ key, proof });
  const transaction = (await database()).transaction(KEYS, 'readwrite', { durability: 'strict' });
  transaction.objectStore(KEYS).put({ accountId, key, secret: pair.privateKey } satisfies KeptKey);
  await committed(transaction);
}

/** The public half of the member's key in this browser, base64; null where there is none. */
export async function memberKeyHere(accountId: string): Promise<string | null> {
  return (await kept(accountId))?.key ?? null;
}

/**
 * Signs with the member's key in this browser.
 *
 * @param onRoll the key on the roll, base64
 * @returns the signature in base64; null where this browser does not have that key
 */
export async function signAsMember(
  accountId: string,
  onRoll: string | null,
  digest: Uint8Array<ArrayBuffer>,
): Promise<string | null> {
  const own = onRoll === null ? null : await kept(accountId);
  return own?.key === onRoll && own !== null ? signed(own.secret, digest) : null;
}

export async function forgetMemberKey(accountId: string): Promise<void> {
  const transaction = (await database()).transaction(KEYS, 'readwrite');
  transaction.objectStore(KEYS).delete(accountId);
  await committed(transaction);
}

async function kept(accountId: string): Promise<KeptKey | null> {
  const keys = (await database()).transaction(KEYS).objectStore(KEYS);
  return ((await answered(keys.get(accountId))) as KeptKey | undefined) ?? null;
}

async function signed(secret: CryptoKey, message: Uint8Array<ArrayBuffer>): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.sign(ED25519, secret, message)));
}

function database(): Promise<IDBDatabase> {
  return browserStore('folkmoot-member-keys', KEYS, 'accountId');
}
