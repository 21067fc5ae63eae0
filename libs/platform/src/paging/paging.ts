import { createHash } from 'node:crypto';
import type { Page } from '@app/contract';
import { z } from 'zod';
import { ProblemError } from '../problems/problem-error.ts';

/** Where a page starts: just after (`next`) or just before (`prev`) the row with these sort keys. */
export interface Position<Keys> {
  direction: 'next' | 'prev';
  keys: Keys;
}

const Cursor = z.tuple([z.string(), z.enum(['next', 'prev']), z.unknown()]);

/**
 * Reads a page cursor; null stands for the first page.
 *
 * @param list names the list with its filter (`topics:latest`, `topics:12`): a cursor of another list is refused
 * @param keys the shape of the sort keys; what a client made up is refused here, before any SQL
 * @throws ProblemError invalid-cursor
 */
export function readCursor<Keys extends z.ZodType>(
  list: string,
  cursor: string | undefined,
  keys: Keys,
): Position<z.infer<Keys>> | null {
  if (cursor === undefined) return null;
  try {
    const json: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const [mark, direction, given] = Cursor.parse(json);
    if (mark !== markOf(list)) throw new ProblemError('invalid-cursor');
    return { direction, keys: keys.parse(given) };
  } catch {
    throw new ProblemError('invalid-cursor');
  }
}

interface Cut<Row, Keys> {
  list: string;
  /** In the order in which they were read: away from `position`, one more than `limit` if there are more. */
  rows: Row[];
  limit: number;
  position: Position<Keys> | null;
  keysOf: (row: Row) => Keys;
}

/** Makes a page of rows that were read by keyset, `limit + 1` at most, always in the list's own order. */
export function cutPage<Row, Keys>({ list, rows, limit, position, keysOf }: Cut<Row, Keys>): Page<Row> {
  const backwards = position?.direction === 'prev';
  const hasMore = rows.length > limit;
  const items = rows.slice(0, limit);
  if (backwards) items.reverse();
  const first = items[0];
  const last = items.at(-1);
  const write = (direction: 'next' | 'prev', row: Row) =>
    Buffer.from(JSON.stringify([markOf(list), direction, keysOf(row)])).toString('base64url');
  return {
    items,
    next: last !== undefined && (backwards || hasMore) ? write('next', last) : null,
    prev: first !== undefined && (backwards ? hasMore : position !== null) ? write('prev', first) : null,
  };
}

function markOf(list: string): string {
  return createHash('sha256').update(list).digest('base64url').slice(0, 8);
}
