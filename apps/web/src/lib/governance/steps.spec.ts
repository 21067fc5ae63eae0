import { expect, it } from 'vitest';
import { hasBallots, nextDeadline, stepsOf } from './steps.ts';

const dates = { nominationsCloseAt: '2026-12-01T17:00:00Z', votingClosesAt: '2026-12-08T17:00:00Z' };
const states = (
  phase: Parameters<typeof stepsOf>[0]['phase'],
  voidReason: 'no-candidates' | 'no-ballots' | null = null,
) => stepsOf({ ...dates, phase, voidReason }).map(({ state }) => state);

it('tells where an election is, and that a published result is the end', () => {
  expect(states('announced')).toEqual(['ahead', 'ahead', 'ahead', 'ahead']);
  expect(states('campaign')).toEqual(['done', 'ahead', 'ahead', 'ahead']);
  expect(states('nominations')).toEqual(['current', 'ahead', 'ahead', 'ahead']);
  expect(states('voting')).toEqual(['done', 'current', 'ahead', 'ahead']);
  expect(states('counting')).toEqual(['done', 'done', 'current', 'ahead']);
  expect(states('result')).toEqual(['done', 'done', 'done', 'done']);
});

it('stops an election without a result where it ended', () => {
  expect(states('void', 'no-candidates')).toEqual(['done', 'ahead', 'ahead', 'ahead']);
  expect(states('void', 'no-ballots')).toEqual(['done', 'done', 'done', 'ahead']);
});

it('counts collected ballots only where somebody could have collected one', () => {
  const manifest = {} as NonNullable<Parameters<typeof hasBallots>[0]['manifest']>;
  for (const phase of ['announced', 'nominations', 'campaign'] as const) {
    expect(hasBallots({ phase, manifest })).toBe(false);
  }
  expect(hasBallots({ phase: 'voting', manifest })).toBe(true);
  expect(hasBallots({ phase: 'result', manifest: null })).toBe(false);
});

it('knows when the clock moves it on', () => {
  expect(nextDeadline({ ...dates, phase: 'nominations' })).toBe(dates.nominationsCloseAt);
  expect(nextDeadline({ ...dates, phase: 'voting' })).toBe(dates.votingClosesAt);
  expect(nextDeadline({ ...dates, phase: 'result' })).toBeNull();
});
