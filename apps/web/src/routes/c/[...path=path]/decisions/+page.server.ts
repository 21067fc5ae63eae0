import { DecisionList, ProposalList } from '@app/contract';
import { listQuery } from '#lib/forum/paths.ts';
import { read } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, url }) => {
  const category = params.path.split('/').at(-1) ?? '';
  const [decisions, proposals] = await Promise.all([
    read(fetch, `/decisions${listQuery(url, { category })}`, DecisionList),
    read(fetch, `/proposals?${new URLSearchParams({ category, only: 'unsettled' })}`, ProposalList),
  ]);
  return { decisions, proposals };
};
