import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { base64Bytes, type Bytes, canonical, hexBytes, tagged } from './bytes.ts';
import type { LoggedBallot } from './check-log.ts';
import type { RecordFiles } from './read-record.ts';
import type { Result } from './record-files.ts';

type FaultName = Result['invalid'][number]['fault'];

/** A ballot as opened: candidate numbers, or why it cannot be counted. */
export interface Paper {
  ranking: number[];
  fault: FaultName | null;
}

const AT_ONCE = 256;
const X25519 = { name: 'X25519' };
/** What goes before the 32 bytes of an X25519 private key in PKCS #8 (RFC 8410). */
const PKCS8 = hexBytes('302e020100300506032b656e04220420');

/**
 * Of each credential's ballots the one that counts: the highest sequence number, of equal ones the smaller leaf. In the
 * order of their leaves, as the record's BLT file has them.
 */
export function countedBallots(logged: readonly LoggedBallot[]): LoggedBallot[] {
  const latest = new Map<string, LoggedBallot>();
  for (const ballot of logged.toSorted((a, b) => (a.leaf < b.leaf ? -1 : 1))) {
    const earlier = latest.get(ballot.credentialKey);
    if (!earlier || ballot.sequence > earlier.sequence) latest.set(ballot.credentialKey, ballot);
  }
  return [...latest.values()];
}

/** Steps 8 and 9: opens ballots with the published key and reads them by the ballot's grammar. */
export async function openBallots(
  ballots: readonly LoggedBallot[],
  { 'manifest.json': { hash, document }, 'keys.json': { sealing } }: RecordFiles,
): Promise<Paper[]> {
  const opener = await openerOf(hash, base64Bytes(sealing)!, base64Bytes(document.seal.key)!);
  const papers: Paper[] = [];
  for (let start = 0; start < ballots.length; start += AT_ONCE) {
    const texts = await Promise.all(ballots.slice(start, start + AT_ONCE).map(opener));
    papers.push(...texts.map((text) => readPaper(text, document)));
  }
  return papers;
}

async function openerOf(hash: string, secret: Bytes, to: Bytes) {
  const pkcs8 = new Uint8Array([...PKCS8, ...secret]);
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, X25519, false, ['deriveBits']);
  const info = tagged('seal', hexBytes(hash));
  return async ({ sealed, credentialKey }: LoggedBallot): Promise<string | null> => {
    const bytes = base64Bytes(sealed)!;
    const sender = bytes.slice(0, 32);
    try {
      const their = await crypto.subtle.importKey('raw', sender, X25519, true, []);
      const shared = await crypto.subtle.deriveBits({ ...X25519, public: their }, key, 256);
      const derived = hkdf(sha256, new Uint8Array(shared), new Uint8Array([...sender, ...to]), info, 44);
      const cipher = chacha20poly1305(
        derived.subarray(0, 32),
        derived.subarray(32),
        base64Bytes(credentialKey)!,
      );
      return new TextDecoder().decode(cipher.decrypt(bytes.subarray(32)));
    } catch {
      return null;
    }
  };
}

/** The text must be exactly what the ballot's grammar allows, or something could be hidden in it. */
function readPaper(
  text: string | null,
  { padLength, candidates }: { padLength: number; candidates: unknown[] },
): Paper {
  const ranking = rankingIn(text);
  if (ranking === null || canonical({ ranking }).padEnd(padLength, ' ') !== text)
    return faulty('not-readable');
  if (ranking.length === 0) return faulty('blank');
  if (ranking.some((number) => number < 1 || number > candidates.length)) return faulty('unknown-candidate');
  if (new Set(ranking).size !== ranking.length) return faulty('candidate-twice');
  return { ranking, fault: null };
}

function faulty(fault: FaultName): Paper {
  return { ranking: [], fault };
}

function rankingIn(text: string | null): number[] | null {
  try {
    const { ranking } = JSON.parse(text ?? '') as { ranking?: unknown };
    return Array.isArray(ranking) && ranking.every((number) => Number.isSafeInteger(number)) ? ranking : null;
  } catch {
    return null;
  }
}
