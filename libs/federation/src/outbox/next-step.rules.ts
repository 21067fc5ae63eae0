/** What other servers have been told of a post so far. */
export interface Told {
  state: 'live' | 'gone' | 'orphan';
  version: number;
}

/** What to tell them next. */
export type Step = 'create' | 'update' | 'delete' | 'restore';

/**
 * Compares a post with what other servers know of it. It does not matter which event asked, in which order
 * jobs run, or how often: what is known elsewhere follows the post. What nobody was told of is not edited
 * or deleted towards anybody.
 */
export function nextStep(post: { version: number; deletedAt: Date | null }, told: Told | null): Step | null {
  if (told === null) return post.deletedAt === null ? 'create' : null;
  if (told.state === 'orphan') return null;
  if (post.deletedAt !== null) return told.state === 'live' ? 'delete' : null;
  if (told.state === 'gone') return 'restore';
  return told.version < post.version ? 'update' : null;
}
