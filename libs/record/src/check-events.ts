import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, canonical, taggedHash } from './bytes.ts';
import { check } from './failure.ts';
import type { RecordFiles } from './read-record.ts';

/**
 * Step 1, second half: every event is what its hash says, and where two follow each other directly, the second names
 * the first. Between others lie events of other topics, whose hashes are not in this record.
 *
 * @throws RecordFailure V01
 */
export function checkEvents({ 'events.json': events, 'manifest.json': { document } }: RecordFiles): void {
  for (const [index, { hash, payload, ...event }] of events.entries()) {
    const where = `events.json: event ${event.seq}`;
    check(event.topicId === document.electionId, 'V01', `${where} is of another election`);
    const payloadHash = bytesToHex(sha256(new TextEncoder().encode(canonical(payload))));
    check(payloadHash === event.payloadHash, 'V01', `${where} says something else`);
    check(taggedHash('event', canonical(event)) === hash, 'V01', `${where} has another hash`);
    const before = events[index - 1];
    check(before === undefined || before.seq < event.seq, 'V01', `${where} is out of order`);
    const follows = before?.seq === event.seq - 1;
    check(!follows || before?.hash === event.prevHash, 'V01', `${where} does not follow the one before`);
  }
}
