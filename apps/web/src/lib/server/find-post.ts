import { TopicWindow } from '@app/contract';
import { error } from '@sveltejs/kit';
import { read } from './api.ts';

/** One post by its number, with its topic; the 404 page when there is none. */
export async function findPost(fetch: typeof globalThis.fetch, { id, n }: { id: string; n: number }) {
  const { topic, posts } = await read(fetch, `/topics/${id}?near=${n}&limit=1`, TopicWindow);
  const post = posts.find(({ number }) => number === n);
  if (!post) error(404);
  return { topic, post };
}
