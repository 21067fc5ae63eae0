import type { AccountRef, CategoryRef } from '@app/contract';

/** `/c/board`, or `/c/board@forum.example` for a category that lives elsewhere. */
export function categoryPath({ slug, domain }: Pick<CategoryRef, 'slug' | 'domain'>): string {
  return `/c/${domain === null ? slug : `${slug}@${domain}`}`;
}

/** The address of a topic, or of one post in it. */
export function topicPath(topic: { id: string; slug: string }, number?: number): string {
  return `/t/${topic.id}/${topic.slug || '-'}${number === undefined ? '' : `/${number}`}`;
}

/** The address of an election's own page; its id is its topic's. */
export function electionPath(election: { id: string; slug: string }): string {
  return `/e/${election.id}/${election.slug || '-'}`;
}

export function accountPath({ handle, domain }: Pick<AccountRef, 'handle' | 'domain'>): string {
  return `/u/${domain === null ? handle : `${handle}@${domain}`}`;
}
