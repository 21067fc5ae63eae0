import type { RoomChanges, LiveEvent } from '@app/contract';

/** The most events that a page replays; beyond it, reading the page again is less to send. */
export const MOST_MISSED = 200;

/**
 * What to answer to one who has seen a room's log up to `after`.
 *
 * @param head the room's last number
 * @param missed the rows after `after` that still exist, in order
 */
export function catchUp(after: number, head: number, missed: LiveEvent[]): RoomChanges {
  // Numbers are dense, so fewer rows than numbers means that the oldest are pruned; more numbers seen
  // than given out means that the database was set back.
  const complete = missed.length === head - after && missed.length <= MOST_MISSED;
  return complete ? { ok: true, head, events: missed } : { ok: true, head, resync: true };
}
