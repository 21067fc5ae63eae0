import { describe, expect, it } from 'vitest';
import { choiceText, padLengthFor } from './ballot-format.ts';

describe('what is sealed', () => {
  it('has one length for a blank ballot and a full one', () => {
    for (const candidates of [1, 8, 9, 10, 99, 100, 500]) {
      const padLength = padLengthFor(candidates);
      const all = Array.from({ length: candidates }, (_, index) => candidates - index);
      expect(choiceText([], padLength)).toHaveLength(padLength);
      expect(choiceText(all, padLength)).toHaveLength(padLength);
      expect(padLength % 64).toBe(0);
    }
  });
});
