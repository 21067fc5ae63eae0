import { describe, expect, it } from 'vitest';
import { afterQuiet, nextDigest } from './hours.rules.ts';

const night = { zone: 'Europe/Stockholm', quietFrom: 22 * 60, quietUntil: 7 * 60 };

describe('quiet hours', () => {
  it.each([
    ['before them, at once', '2026-11-22T20:59:00Z', '2026-11-22T20:59:00Z'],
    ['in the evening, until the morning', '2026-11-22T21:00:00Z', '2026-11-23T06:00:00Z'],
    ['after midnight, until the same morning', '2026-11-23T03:30:20Z', '2026-11-23T06:00:00Z'],
    ['at their end, at once', '2026-11-23T06:00:00Z', '2026-11-23T06:00:00Z'],
    ['in a night that is an hour shorter', '2027-03-27T22:00:00Z', '2027-03-28T05:00:00Z'],
    ['in a night that is an hour longer', '2026-10-24T21:00:00Z', '2026-10-25T06:00:00Z'],
  ])('%s', (_, at, until) => expect(afterQuiet(new Date(at), night)).toEqual(new Date(until)));

  it('are none where nobody chose them', () => {
    const at = new Date('2026-11-22T23:00:00Z');
    expect(afterQuiet(at, { zone: 'UTC', quietFrom: null, quietUntil: null })).toEqual(at);
    expect(afterQuiet(at, { zone: 'UTC', quietFrom: 60, quietUntil: 60 })).toEqual(at);
  });
});

describe('a digest', () => {
  it.each([
    ['daily', '2026-11-22T05:59:00Z', '2026-11-22T06:00:00Z'],
    ['daily', '2026-11-22T06:00:00Z', '2026-11-23T06:00:00Z'],
    // 22 November 2026 is a Sunday.
    ['weekly', '2026-11-22T12:00:00Z', '2026-11-23T06:00:00Z'],
    ['weekly', '2026-11-23T06:00:00Z', '2026-11-30T06:00:00Z'],
    ['daily', '2026-10-24T06:00:00Z', '2026-10-25T06:00:00Z'],
  ] as const)('%s comes in the morning of its reader', (pace, now, then) => {
    expect(nextDigest(new Date(now), 'Europe/Stockholm', pace)).toEqual(new Date(then));
  });

  it('comes in the morning on the other side of the world too', () => {
    const then = nextDigest(new Date('2026-11-22T12:00:00Z'), 'Pacific/Auckland', 'daily');
    expect(then).toEqual(new Date('2026-11-22T18:00:00Z'));
  });
});
