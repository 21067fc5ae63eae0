import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cutPage, readCursor } from './paging.ts';

const Keys = z.tuple([z.number()]);
const NUMBERS = Array.from({ length: 10 }, (_, n) => n);

/** What a view does with SQL: the numbers 0 to 9, in order. */
function read(cursor?: string | null, list = 'numbers') {
  const position = readCursor(list, cursor ?? undefined, Keys);
  const start = position?.keys[0];
  const rows =
    start === undefined
      ? NUMBERS
      : position?.direction === 'next'
        ? NUMBERS.filter((n) => n > start)
        : NUMBERS.filter((n) => n < start).reverse();
  return cutPage({ list, rows: rows.slice(0, 5), limit: 4, position, keysOf: (n) => [n] as [number] });
}

describe('a list in pages', () => {
  it('is read to its end and back, each row once, in order', () => {
    const first = read();
    const second = read(first.next);
    const third = read(second.next);
    expect([first.items, second.items, third.items]).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9],
    ]);
    expect([first.prev, third.next]).toEqual([null, null]);
    const back = read(third.prev);
    expect(back.items).toEqual([4, 5, 6, 7]);
    expect(read(back.prev)).toEqual(first);
    expect(read(back.next).items).toEqual([8, 9]);
  });

  it('refuses cursors of another list, and made-up ones', () => {
    const { next } = read();
    const madeUp = Buffer.from(JSON.stringify(['x', 'next', ['; drop table']])).toString('base64url');
    for (const [cursor, list] of [
      [next, 'letters'],
      ['rubbish', 'numbers'],
      ['', 'numbers'],
      [madeUp, 'numbers'],
    ] as const) {
      expect(() => read(cursor, list)).toThrow(expect.objectContaining({ code: 'invalid-cursor' }));
    }
  });
});
