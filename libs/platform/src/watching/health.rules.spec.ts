import { describe, expect, it } from 'vitest';
import { stateOf } from './health.rules.ts';

describe('a reading', () => {
  it('asks for an eye when it grows too large, and for a hand when it grows larger still', () => {
    expect([0, 59, 60, 599, 600].map((seconds) => stateOf('job_lag_seconds', seconds))).toEqual([
      'fine',
      'fine',
      'watch',
      'watch',
      'act',
    ]);
  });

  it('asks for them when the disk grows full', () => {
    expect([0.5, 0.15, 0.05].map((free) => stateOf('disk_free_ratio', free))).toEqual([
      'fine',
      'watch',
      'act',
    ]);
  });

  it('asks for nothing where a large number is no trouble', () => {
    expect(stateOf('live_sockets', 5000)).toBe('fine');
  });
});
