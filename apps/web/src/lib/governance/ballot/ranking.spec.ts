import { expect, it } from 'vitest';
import { placeAt } from './ranking.ts';

it('makes room for a candidate who is ranked, and closes up behind one who is moved or left out', () => {
  expect(placeAt([], 4, 1)).toEqual([4]);
  expect(placeAt([1, 2, 3], 4, 2)).toEqual([1, 4, 2, 3]);
  expect(placeAt([1, 2, 3], 3, 1)).toEqual([3, 1, 2]);
  expect(placeAt([1, 2, 3], 1, 3)).toEqual([2, 3, 1]);
  expect(placeAt([1, 2, 3], 2, null)).toEqual([1, 3]);
  expect(placeAt([1, 2], 3, 9)).toEqual([1, 2, 3]);
});
