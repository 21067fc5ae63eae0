import { createHash } from 'node:crypto';
import { canonicalJson, type CanonicalValue } from '@app/contract';
import type { GovEvent } from './gov-event.entity.ts';

/** Keeps this hash from being that of anything else; the zero ends it. */
const TAG = 'folkmoot/event/v1\0';

export const FIRST_PREV_HASH = Buffer.alloc(32);

/** SHA-256 of the payload's canonical JSON (RFC 8785). */
export function payloadHashOf(payload: GovEvent['payload']): Buffer {
  return createHash('sha256')
    .update(canonicalJson(payload as CanonicalValue))
    .digest();
}

/** What names a line and, by the hash of the one before, all lines up to it: SHA-256(tag ‖ 0 ‖ canonical JSON). */
export function eventHash(event: Omit<GovEvent, 'hash' | 'payload'>): Buffer {
  const line = {
    seq: Number(event.seq),
    topicId: event.topicId,
    type: event.type,
    actorId: event.actorId,
    at: event.at.toISOString(),
    payloadHash: event.payloadHash.toString('hex'),
    prevHash: event.prevHash.toString('hex'),
  };
  return createHash('sha256').update(TAG).update(canonicalJson(line)).digest();
}

/** The number of the first line that does not fit, or null. Lines come in their order, from the first. */
export function firstBroken(events: readonly GovEvent[]): number | null {
  let prevHash: Buffer = FIRST_PREV_HASH;
  for (const [index, event] of events.entries()) {
    const fits =
      Number(event.seq) === index + 1 &&
      event.prevHash.equals(prevHash) &&
      event.payloadHash.equals(payloadHashOf(event.payload)) &&
      event.hash.equals(eventHash(event));
    if (!fits) return index + 1;
    prevHash = event.hash;
  }
  return null;
}
