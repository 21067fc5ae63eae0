import { expect, it } from 'vitest';
import { rangesOf } from './read-marks.ts';

it.each([
  [[], []],
  [[7], [[7, 7]]],
  [[3, 1, 2], [[1, 3]]],
  [
    [10, 1, 9, 2, 4],
    [
      [1, 2],
      [4, 4],
      [9, 10],
    ],
  ],
])('tells %j as %j', (numbers, ranges) => {
  expect(rangesOf(numbers)).toEqual(ranges);
});
