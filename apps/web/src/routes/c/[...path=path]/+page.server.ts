import { TopicList } from '@app/contract';
import { listQuery } from '#lib/forum/paths.ts';
import { read } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, url }) => ({
  topics: await read(
    fetch,
    `/topics${listQuery(url, { category: params.path.split('/').at(-1) ?? '' })}`,
    TopicList,
  ),
});
