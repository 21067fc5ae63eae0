import { expect, it } from 'vitest';
import { momentWords } from './moment.ts';
import { momentOf } from './wall-time.ts';

it('turns a time on the wall into a moment, summer and winter', () => {
  expect(momentOf('2026-12-01T18:00', 'Europe/Stockholm')).toBe('2026-12-01T17:00:00Z');
  expect(momentOf('2026-07-01T18:00', 'Europe/Stockholm')).toBe('2026-07-01T16:00:00Z');
  expect(momentOf('2026-07-01T18:00', 'America/New_York')).toBe('2026-07-01T22:00:00Z');
});

it('has an answer for the hour that is skipped and the hour that comes twice', () => {
  expect(momentOf('2026-03-29T02:30', 'Europe/Stockholm')).toBe('2026-03-29T01:30:00Z');
  expect(momentOf('2026-10-25T02:30', 'Europe/Stockholm')).toBe('2026-10-25T00:30:00Z');
});

it('refuses what is no time', () => {
  for (const text of ['', 'tomorrow', '2026-02-30T18:00', '2026-12-01', '2026-12-01T18:00Z']) {
    expect(momentOf(text, 'Europe/Stockholm')).toBeUndefined();
  }
});

it('says a moment in the viewer’s zone and language, and says so when it is UTC', () => {
  const at = '2026-11-27T17:00:00Z';
  expect(momentWords(at, 'en', { zone: 'Europe/Stockholm', thisYear: 2026 })).toBe('Fri 27 Nov, 18:00');
  expect(momentWords(at, 'en', { zone: undefined, thisYear: 2026 })).toBe('Fri 27 Nov, 17:00 UTC');
  expect(momentWords(at, 'en', { zone: 'UTC', thisYear: 2025 })).toContain('2026');
  expect(momentWords(at, 'sv', { zone: 'Europe/Stockholm', thisYear: 2026 })).toMatch(
    /fre 27 nov\.? .*18:00/,
  );
});
