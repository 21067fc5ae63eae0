import type { Post } from '@app/contract';

/**
 * A list of posts with one more, or with a newer version of one that it holds; by number, each once. An
 * older version changes nothing, because a page may have been read after the event was written.
 *
 * @param adopt makes a row of the page's own kind from the post and the row that it replaces
 */
export function upsertPost<Row extends Post>(
  rows: readonly Row[],
  post: Post,
  adopt: (post: Post, known: Row | undefined) => Row,
): Row[] {
  const known = rows.findIndex(({ id }) => id === post.id);
  if (known >= 0) {
    const row = rows[known];
    return row && post.version > row.version ? rows.with(known, adopt(post, row)) : [...rows];
  }
  const before = rows.findLastIndex(({ number }) => number < post.number);
  return rows.toSpliced(before + 1, 0, adopt(post, undefined));
}
