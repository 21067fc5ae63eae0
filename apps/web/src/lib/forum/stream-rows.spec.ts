import { expect, test } from 'vitest';
import { streamRows } from './stream-rows.ts';

const post = (number: number, deleted: 'author' | null = null) => ({ number, deleted });
const shape = (posts: ReturnType<typeof post>[], newSince?: number) =>
  streamRows(posts, newSince).map(({ from, posts: some }) => [from, some.map(({ number }) => number)]);

test('deleted posts after each other are one row, others have one each', () => {
  const posts = [
    post(1),
    post(2, 'author'),
    post(3, 'author'),
    post(4, 'author'),
    post(5),
    post(6, 'author'),
  ];
  expect(shape(posts)).toEqual([
    [1, [1]],
    [2, [2, 3, 4]],
    [5, [5]],
    [6, [6]],
  ]);
});

test('a gap, and the first post since the last visit, begin a row', () => {
  const posts = [post(20, 'author'), post(23, 'author'), post(24, 'author'), post(25, 'author')];
  expect(shape(posts, 25)).toEqual([
    [20, [20]],
    [21, [23, 24]],
    [25, [25]],
  ]);
});
