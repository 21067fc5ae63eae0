import { PostDelivery } from '@app/contract';
import { read } from '#lib/server/api.ts';
import { findPost } from '#lib/server/find-post.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params }) => {
  const { topic, post } = await findPost(fetch, params);
  return { topic, post, delivery: await read(fetch, `/posts/${post.id}/delivery`, PostDelivery) };
};
