import { DecisionList, Outcome, ProposalList } from '@app/contract';
import { listQuery } from '#lib/forum/paths.ts';
import { read } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => {
  const outcome = Outcome.safeParse(url.searchParams.get('outcome')).data;
  const category = url.searchParams.get('category') ?? '';
  const where: Record<string, string> = category ? { category } : {};
  const filter = { ...where, ...(outcome ? { outcome } : {}) };
  const unsettled = new URLSearchParams({ ...where, only: 'unsettled', limit: '20' });
  const [decisions, proposals] = await Promise.all([
    read(fetch, `/decisions${listQuery(url, filter)}`, DecisionList),
    // What is on its way is told on the first page only.
    outcome || url.searchParams.has('cursor') ? null : read(fetch, `/proposals?${unsettled}`, ProposalList),
  ]);
  return { decisions, proposals, filter: { outcome: outcome ?? '', category } };
};
