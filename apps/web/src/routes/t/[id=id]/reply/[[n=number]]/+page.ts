import { fetchCards } from '#lib/forum/late-cards.svelte.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => {
  if (data.target) await fetchCards([data.target]);
  return data;
};
