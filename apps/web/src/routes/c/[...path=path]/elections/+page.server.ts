import { ElectionList } from '@app/contract';
import { listQuery } from '#lib/forum/paths.ts';
import { read } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, url }) => ({
  elections: await read(
    fetch,
    `/elections${listQuery(url, { category: params.path.split('/').at(-1) ?? '' })}`,
    ElectionList,
  ),
});
