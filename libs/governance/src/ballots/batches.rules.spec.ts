import { expect, it } from 'vitest';
import { isBatch } from './batches.rules.ts';

it('lets ballots wait until a batch of them hides each one, and those of a small roll until the close', () => {
  expect(isBatch(99, 99)).toBe(false);
  expect(isBatch(19, 100)).toBe(false);
  expect(isBatch(20, 100)).toBe(true);
  expect(isBatch(20, 401)).toBe(false);
  expect(isBatch(21, 401)).toBe(true);
  expect(isBatch(4999, 100_000)).toBe(false);
  expect(isBatch(5000, 100_000)).toBe(true);
});
