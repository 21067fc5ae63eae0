import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Attempts } from './attempts.ts';

beforeEach(() => vi.useFakeTimers({ now: 0 }));
afterEach(() => vi.useRealTimers());

const tooMany = (retryAfter: number) =>
  expect.objectContaining({ code: 'too-many-requests', details: { retryAfter } });

it('lets each key try so often in a span of time, and says how long to wait', () => {
  const attempts = new Attempts(2, 60);
  attempts.spend('a');
  vi.setSystemTime(10_000);
  attempts.spend('a');
  expect(() => attempts.spend('a')).toThrow(tooMany(50));
  attempts.spend('b');
  vi.setSystemTime(60_000);
  attempts.spend('a');
});

it('gives tries back: one, or all of a key', () => {
  const attempts = new Attempts(2, 60);
  attempts.spend('a');
  attempts.spend('a');
  attempts.giveBack('a');
  attempts.spend('a');
  expect(() => attempts.spend('a')).toThrow(tooMany(60));
  attempts.forget('a');
  attempts.spend('a');
  attempts.giveBack('never seen');
});

it('keeps a bounded number of keys, the newest ones', () => {
  const attempts = new Attempts(1, 60);
  attempts.spend('old');
  for (let n = 0; n < 60_000; n += 1) attempts.spend(`flood ${n}`);
  attempts.spend('old');
  expect(() => attempts.spend('flood 59999')).toThrow(tooMany(60));
});
