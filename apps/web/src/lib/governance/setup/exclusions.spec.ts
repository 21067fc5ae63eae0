import { describe, expect, it } from 'vitest';
import { exclusionLines, readExclusions } from './exclusions.ts';

describe('the members who are left out of a roll', () => {
  it('are written one a line with the reason, and read back as they were written', () => {
    const { exclusions, wrong } = readExclusions('@anna: moved out: in May\n\nbo:  lapsed ');
    expect(wrong).toBeNull();
    expect(exclusions).toEqual([
      { handle: 'anna', reason: 'moved out: in May' },
      { handle: 'bo', reason: 'lapsed' },
    ]);
    expect(readExclusions(exclusionLines(exclusions)).exclusions).toEqual(exclusions);
  });

  it('need a reason', () => {
    expect(readExclusions('anna: moved\nbo').wrong).toBe('bo');
  });
});
