import { StoredBallots } from '@app/contract';
import { readResult } from '#lib/governance/server/read-election.ts';
import { read } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

/** Longer lists of codes are fetched by whoever looks for one. */
const MOST_IN_PAGE = 2000;

export const load: PageServerLoad = async ({ fetch, params, parent }) => {
  const { election } = await parent();
  const result = await readResult(fetch, election);
  if (result === null || result.cast + result.replaced > MOST_IN_PAGE) return { result, ballots: null };
  const { ballots } = await read(fetch, `/elections/${params.id}/ballots`, StoredBallots);
  return { result, ballots };
};
