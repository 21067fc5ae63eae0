import { ElectionResult, StoredBallots } from '@app/contract';
import { read } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

/** Longer lists of codes are fetched by whoever looks for one. */
const MOST_IN_PAGE = 2000;

export const load: PageServerLoad = async ({ fetch, params, parent }) => {
  const { election } = await parent();
  if (election.phase !== 'result') return { result: null, ballots: null };
  const result = await read(fetch, `/elections/${params.id}/result`, ElectionResult);
  if (result.cast + result.replaced > MOST_IN_PAGE) return { result, ballots: null };
  const { ballots } = await read(fetch, `/elections/${params.id}/ballots`, StoredBallots);
  return { result, ballots };
};
