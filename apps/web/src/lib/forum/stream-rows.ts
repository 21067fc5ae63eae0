import type { PostForViewer } from '@app/contract';

/** A line of a topic: one post, or several deleted ones after each other. */
interface StreamRow<Post> {
  /** The first number that is done with when the row has been read: its own, or those of posts that went away before it. */
  from: number;
  posts: [Post, ...Post[]];
}

/**
 * Posts as rows, in which deleted posts that follow each other stand together.
 *
 * @param newSince the first post since the last visit, which begins a row of its own
 */
export function streamRows<Post extends Pick<PostForViewer, 'number' | 'deleted'>>(
  posts: readonly Post[],
  newSince: number | undefined,
): StreamRow<Post>[] {
  const rows: StreamRow<Post>[] = [];
  let last: number | undefined;
  for (const post of posts) {
    const from = last === undefined ? post.number : last + 1;
    const row = rows.at(-1);
    const goesOn = row?.posts[0].deleted && post.deleted && from === post.number && post.number !== newSince;
    if (goesOn) row.posts.push(post);
    else rows.push({ from, posts: [post] });
    last = post.number;
  }
  return rows;
}
