import { describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { TALLY_VERSION } from './version.ts';

describe('the version', () => {
  it('is the one that the package says', () => {
    expect(TALLY_VERSION).toBe(manifest.version);
  });
});
