import { fetchPollCard } from '#lib/forum/polls/late-poll-card.svelte.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => {
  await fetchPollCard(data.tree.posts);
  return data;
};
