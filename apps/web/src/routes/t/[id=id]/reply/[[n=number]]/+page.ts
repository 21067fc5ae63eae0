import { fetchPollCard } from '#lib/forum/polls/late-poll-card.svelte.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => {
  if (data.target) await fetchPollCard([data.target]);
  return data;
};
