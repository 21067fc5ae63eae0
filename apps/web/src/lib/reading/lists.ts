import type { TopicListName } from '@app/contract';
import { m } from '#lib/paraglide/messages.js';

export const LIST_NAMES = ['latest', 'new', 'unread', 'following', 'top'] as const satisfies TopicListName[];

/** Lists that make sense to somebody of whom nothing is remembered. */
export const GUEST_LISTS: readonly TopicListName[] = ['latest', 'top'];

export function listTitle(name: TopicListName): string {
  return {
    latest: m.latest,
    new: m.reading_new,
    unread: m.reading_unread,
    following: m.reading_following,
    top: m.reading_top,
  }[name]();
}

/** The address of a list of topics of all categories. */
export function listPath(name: TopicListName): string {
  return name === 'latest' ? '/' : `/?f=${name}`;
}
