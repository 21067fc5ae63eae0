import { ElectionResult, StoredBallots } from '@app/contract';
import { read } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, parent }) => {
  const { election } = await parent();
  if (election.phase !== 'result') return { result: null, ballots: [] };
  const [result, { ballots }] = await Promise.all([
    read(fetch, `/elections/${params.id}/result`, ElectionResult),
    read(fetch, `/elections/${params.id}/ballots`, StoredBallots),
  ]);
  return { result, ballots };
};
