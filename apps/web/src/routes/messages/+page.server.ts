import { MessageList } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { listQuery } from '#lib/forum/paths.ts';
import { read } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, parent, url }) => {
  const { viewer } = await parent();
  if (!viewer) redirect(303, '/login?back=/messages');
  return { messages: await read(fetch, `/messages${listQuery(url)}`, MessageList) };
};
