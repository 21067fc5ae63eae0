import { Proposal } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { proposalPath } from '#lib/governance/proposals/paths.ts';
import { read } from '#lib/server/api.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ fetch, params, url }) => {
  const proposal = await read(fetch, `/proposals/${params.proposal}`, Proposal);
  // Its topic is another one now, or never was this one.
  if (proposal.topic.id !== params.id) redirect(301, proposalPath(proposal) + url.search);
  return { proposal };
};
