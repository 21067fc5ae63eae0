import { fetchCards } from '#lib/forum/late-cards.svelte.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => {
  await fetchCards(data.tree.posts);
  return data;
};
