import type { HeldReason, HostRuleKind, OutsidePolicy } from '@app/contract';

/** So many posts that stand here make somebody known. */
const KNOWN_AFTER = 3;

/** More members than this are not called by one post unasked. */
const MOST_MENTIONS = 20;

export interface Stranger {
  /** How many posts of theirs stand here, three at most. */
  posts: number;
  /** Whether a member follows them. */
  isFollowed: boolean;
}

/**
 * Whether a post from another server is taken at once (`null`), waits for a moderator, for this reason, or is
 * refused (federation.md §2.2, §2.4, §2.5).
 *
 * @param policy of the category of ours that it is for; `open` for one elsewhere
 * @param mentions how many of our members it calls
 */
export function whyNotAtOnce(
  { posts, isFollowed }: Stranger,
  { policy, rule, mentions }: { policy: OutsidePolicy; rule: HostRuleKind | null; mentions: number },
): HeldReason | 'refused' | null {
  if (policy === 'members') return 'refused';
  const isKnown = isFollowed || posts > 0;
  if (policy === 'known' && !isKnown) return 'refused';
  if (mentions > MOST_MENTIONS) return 'mentions';
  const isNew = !isFollowed && posts < KNOWN_AFTER;
  if (rule === 'limit' && isNew) return 'limited';
  return policy === 'hold' && isNew ? 'new' : null;
}
