import { Whereabouts } from '@app/contract';
import { isHttpError, redirect } from '@sveltejs/kit';
import { postPath } from '#lib/forum/paths.ts';
import { read } from './api.ts';

/** The address where a post is that once had this number in this topic; null where it never moved. */
export async function movedPath(
  fetch: typeof globalThis.fetch,
  topicId: string,
  number: number,
): Promise<string | null> {
  try {
    const found = await read(fetch, `/topics/${topicId}/whereabouts?number=${number}`, Whereabouts);
    return postPath({ id: found.topicId, slug: found.slug }, found.number);
  } catch (cause) {
    if (isHttpError(cause, 404)) return null;
    throw cause;
  }
}

/**
 * For what reading a topic throws: goes to where its posts are if they all went elsewhere, and throws on
 * anything else. Not permanently, because for a day a move can be taken back.
 */
export async function followMove(
  fetch: typeof globalThis.fetch,
  { topicId, number }: { topicId: string; number: number },
  cause: unknown,
): Promise<never> {
  if (isHttpError(cause) && cause.body.code === 'topic-moved') {
    const path = await movedPath(fetch, topicId, number);
    if (path !== null) redirect(302, path);
  }
  throw cause;
}
