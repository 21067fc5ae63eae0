import type { AccountRef, CategoryRef } from '@app/contract';

/** What names a category to the API: its slug, with the host of one that lives elsewhere. */
export function categoryAddress({ slug, domain }: Pick<CategoryRef, 'slug' | 'domain'>): string {
  return domain === null ? slug : `${slug}@${domain}`;
}

/**
 * `/c/board`, `/c/board/minutes` for a part of another category, or `/c/board@forum.example` for one that
 * lives elsewhere. Without what is around it, the address leads to the one with it.
 */
export function categoryPath({
  slug,
  domain,
  around = [],
}: Pick<CategoryRef, 'slug' | 'domain'> & { around?: readonly { slug: string }[] }): string {
  // The one category that nobody finds holds everybody's private topics.
  if (slug === '~messages') return '/messages';
  return `/c/${[...around.map((one) => one.slug), categoryAddress({ slug, domain })].join('/')}`;
}

/** The address of a topic, from its first post on. */
export function topicPath(topic: { id: string; slug: string }): string {
  return `/t/${topic.id}/${encodeURIComponent(topic.slug)}`;
}

/** The address of one post among its neighbours; the fragment brings a browser without scripts to it. */
export function postPath(topic: { id: string; slug: string }, number: number): string {
  return `${topicPath(topic)}/${number}#post-${number}`;
}

/** A topic by who answers whom: all of it, or the branch of one post. */
export function treePath(topic: { id: string; slug: string }, under?: number): string {
  return `${topicPath(topic)}${under === undefined ? '' : `/${under}`}?view=tree`;
}

/** Where a reply is written: to one post, or to the topic. */
export function replyPath(topic: { id: string }, number?: number): string {
  return `/t/${topic.id}/reply${number === undefined ? '' : `/${number}`}`;
}

/** Below an election's address these are pages of it, so that they cannot stand for its title. */
const ELECTION_PAGES = ['ballot', 'result', 'manage', 'roll', 'log', 'record'];

/** The address of an election's own page; its id is its topic's. */
export function electionPath({ id, slug }: { id: string; slug: string }): string {
  return `/e/${id}/${ELECTION_PAGES.includes(slug) ? '-' : encodeURIComponent(slug)}`;
}

export function accountPath({ handle, domain }: Pick<AccountRef, 'handle' | 'domain'>): string {
  return `/u/${domain === null ? handle : `${handle}@${domain}`}`;
}

/** The query that asks the API for the page of a list that this address shows. */
export function listQuery(url: URL, filter: Record<string, string> = {}): string {
  const query = new URLSearchParams(filter);
  const cursor = url.searchParams.get('cursor');
  if (cursor !== null) query.set('cursor', cursor);
  return query.size > 0 ? `?${query}` : '';
}
