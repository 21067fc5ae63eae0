import type { PostForViewer } from '@app/contract';
import type LinkPreviews from './LinkPreviews.svelte';
import type PollCard from './polls/PollCard.svelte';

let poll = $state.raw<typeof PollCard>();
let previews = $state.raw<typeof LinkPreviews>();

/** The component that shows a poll, once it has come: few topics have one, and most readers never load it. */
export function pollCard(): typeof PollCard | undefined {
  return poll;
}

/** The same for what linked pages say. */
export function previewCard(): typeof LinkPreviews | undefined {
  return previews;
}

/** Fetches them for posts that need them; a page that loads with such posts waits for them. */
export async function fetchCards(posts: readonly Pick<PostForViewer, 'poll' | 'previews'>[]): Promise<void> {
  if (posts.some((post) => post.poll !== null)) poll ??= (await import('./polls/PollCard.svelte')).default;
  if (posts.some((post) => post.previews.length > 0))
    previews ??= (await import('./LinkPreviews.svelte')).default;
}
