import { PostRevision } from '@app/contract';
import { z } from 'zod';
import { read } from '#lib/server/api.ts';
import { findPost } from '#lib/server/find-post.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params }) => {
  const { topic, post } = await findPost(fetch, params);
  const revisions = await read(fetch, `/posts/${post.id}/revisions`, z.array(PostRevision));
  return { topic, post, revisions: revisions.toSorted((a, b) => b.version - a.version) };
};
