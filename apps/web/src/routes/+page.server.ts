import { TopicList } from '@app/contract';
import { listQuery } from '#lib/forum/paths.ts';
import { read } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => ({
  topics: await read(fetch, `/topics${listQuery(url)}`, TopicList),
  /** Where the link of a verification mail comes back to. */
  email: url.searchParams.has('error') ? 'failed' : url.searchParams.get('email'),
});
