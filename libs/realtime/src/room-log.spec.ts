import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LiveEvent } from '@app/contract';
import { RoomLog } from '../../../apps/web/src/lib/live/room-log.ts';

const eventAt = (seq: number): LiveEvent => ({
  room: 'latest',
  seq,
  type: 'topic.bumped',
  v: seq,
  data: { topicId: '1', categoryId: '1', lastNumber: seq, bumpedAt: '2026-11-22T12:00:00.000Z' },
});
const upTo = (head: number, after = 0) =>
  Array.from({ length: Math.max(0, head - after) }, (_, place) => eventAt(after + place + 1));

describe('the log of a room', () => {
  it('passes on each event once and in order, whatever comes early, late or twice', () => {
    const HEAD = 12;
    const arrival = fc.oneof(
      fc.record({ seq: fc.integer({ min: 1, max: HEAD }) }),
      // An answer to a join: the head when it was read, and the number that was asked from.
      fc.record({ head: fc.integer({ min: 0, max: HEAD }), after: fc.integer({ min: 0, max: HEAD }) }),
    );
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 60 }), (arrivals) => {
        const seen: number[] = [];
        const log = new RoomLog(0, ({ seq }) => seen.push(seq));
        for (const one of arrivals) {
          const complete =
            'seq' in one
              ? log.take(eventAt(one.seq))
              : log.catchUp({
                  ok: true,
                  head: one.head,
                  // Nobody asks from beyond what they have seen.
                  events: upTo(one.head, Math.min(one.after, log.lastSeq)),
                });
          expect(seen).toEqual(seen.map((_, place) => place + 1));
          // What is not complete asks again, from where it stands.
          const asksAgain = () => log.catchUp({ ok: true, head: HEAD, events: upTo(HEAD, log.lastSeq) });
          expect(complete || asksAgain()).toBe(true);
        }
        log.catchUp({ ok: true, head: HEAD, events: upTo(HEAD, log.lastSeq) });
        expect(seen).toEqual(upTo(HEAD).map(({ seq }) => seq));
      }),
    );
  });

  it('says that something is missing as soon as a number is passed over', () => {
    const seen: number[] = [];
    const log = new RoomLog(3, ({ seq }) => seen.push(seq));
    expect([3, 4, 6].map((seq) => log.take(eventAt(seq)))).toEqual([true, true, false]);
    expect(log.catchUp({ ok: true, head: 6, events: upTo(6, 4) })).toBe(true);
    expect(seen).toEqual([4, 5, 6]);
  });

  it('is not taken in by an answer that leaves out what it says is there', () => {
    const log = new RoomLog(0, () => undefined);
    expect(log.catchUp({ ok: true, head: 2, events: [eventAt(1)] })).toBe(false);
  });
});
