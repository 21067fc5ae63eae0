import { FollowedPerson, FollowedPost, pageOf } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { listQuery } from '#lib/forum/paths.ts';
import { read } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, parent, url }) => {
  const { viewer } = await parent();
  if (!viewer) redirect(303, '/login?back=/remote/feed');
  const [posts, people] = await Promise.all([
    read(fetch, `/following${listQuery(url)}`, pageOf(FollowedPost)),
    read(fetch, '/following/people', z.array(FollowedPerson)),
  ]);
  return { posts, people };
};
