import type { PostForViewer } from '@app/contract';
import type DeletedRun from './DeletedRun.svelte';
import type LinkPreviews from './LinkPreviews.svelte';
import type PollCard from './polls/PollCard.svelte';
import type SystemPost from './SystemPost.svelte';

let poll = $state.raw<typeof PollCard>();
let previews = $state.raw<typeof LinkPreviews>();
let system = $state.raw<typeof SystemPost>();
let deleted = $state.raw<typeof DeletedRun>();

/** The component that shows a poll, once it has come: few topics have one, and most readers never load it. */
export function pollCard(): typeof PollCard | undefined {
  return poll;
}

/** The same for what linked pages say. */
export function previewCard(): typeof LinkPreviews | undefined {
  return previews;
}

/** And for what was done to the topic: closed, moved, renamed. */
export function systemCard(): typeof SystemPost | undefined {
  return system;
}

/** And for posts that are gone. */
export function deletedCard(): typeof DeletedRun | undefined {
  return deleted;
}

/** Fetches them for posts that need them; a page that loads with such posts waits for them. */
export async function fetchCards(
  posts: readonly Pick<PostForViewer, 'kind' | 'poll' | 'previews' | 'deleted'>[],
): Promise<void> {
  if (posts.some((post) => post.poll !== null)) poll ??= (await import('./polls/PollCard.svelte')).default;
  if (posts.some((post) => post.previews.length > 0))
    previews ??= (await import('./LinkPreviews.svelte')).default;
  if (posts.some((post) => post.kind === 'system')) system ??= (await import('./SystemPost.svelte')).default;
  if (posts.some((post) => post.deleted)) deleted ??= (await import('./DeletedRun.svelte')).default;
}
