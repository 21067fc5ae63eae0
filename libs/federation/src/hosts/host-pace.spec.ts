import { describe, expect, it } from 'vitest';
import { HostPace } from './host-pace.ts';

const HOST = 'small.example';

describe('how much a host gets', () => {
  /** Tries to send once a second and answers in which seconds something was sent. */
  const sent = (pace: HostPace, seconds: number, answers = 0): number[] =>
    Array.from({ length: seconds }, (_, second) => second).filter((second) => {
      if (pace.take(HOST, answers, 1000 * second) > 0) return false;
      pace.answered(HOST);
      return true;
    });
  const inAnyMinute = (seconds: number[]): number =>
    Math.max(...seconds.map((from) => seconds.filter((at) => at >= from && at < from + 60).length));

  it('is ten messages in any minute until it has answered fifty times', () => {
    const seconds = sent(new HostPace(false), 400);
    expect(inAnyMinute(seconds.slice(0, 50))).toBe(10);
    // Ten in each of five minutes, and from then on as much as there is.
    expect(seconds.slice(50)).toEqual(Array.from({ length: 400 - 250 }, (_, index) => 250 + index));
  });

  it('is three hundred after that, as it says how long to wait', () => {
    const pace = new HostPace(false);
    for (let count = 0; count < 300; count += 1) expect(pace.take(HOST, 50, 100 * count)).toBe(0);
    expect(pace.take(HOST, 50, 30_000)).toBe(30_000);
    expect(pace.take('other.example', 50, 30_000)).toBe(0);
    expect(pace.take(HOST, 50, 60_000)).toBe(0);
  });

  it('is little again when it says that it is too much', () => {
    const pace = new HostPace(false);
    expect(pace.take(HOST, 1000, 0)).toBe(0);
    pace.wasTooMuch(HOST);
    expect(inAnyMinute(sent(pace, 120))).toBe(10);
  });
});
