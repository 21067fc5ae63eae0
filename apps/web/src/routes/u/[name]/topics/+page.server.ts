import { AuthoredPost, pageOf } from '@app/contract';
import { listQuery } from '#lib/forum/paths.ts';
import { read } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, url }) => ({
  posts: await read(
    fetch,
    `/accounts/${encodeURIComponent(params.name)}/topics${listQuery(url)}`,
    pageOf(AuthoredPost),
  ),
});
