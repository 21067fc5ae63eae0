import type { PostForViewer } from '@app/contract';
import type PollCard from './PollCard.svelte';

let card = $state.raw<typeof PollCard>();

/** The component that shows a poll, once it has come: few topics have one, and most readers never load it. */
export function pollCard(): typeof PollCard | undefined {
  return card;
}

/** Fetches it for posts that need it; a page that loads with such posts waits for it. */
export async function fetchPollCard(posts: readonly Pick<PostForViewer, 'poll'>[]): Promise<void> {
  if (posts.some(({ poll }) => poll !== null)) card ??= (await import('./PollCard.svelte')).default;
}
