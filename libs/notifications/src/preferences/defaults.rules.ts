import type { Channels, NotificationEvent, NotificationKind } from '@app/contract';

const EVENTS: Record<NotificationKind, NotificationEvent> = {
  mention: 'mention',
  reply: 'reply',
  quote: 'quote',
  message: 'message',
  bookmark: 'bookmark',
  'followed-post': 'follow',
  'followed-topic': 'follow',
  'election-opened': 'election-news',
  'election-voting': 'election-duty',
  'election-closing': 'election-duty',
  'election-result': 'election-news',
  'proposal-opened': 'proposal-duty',
  'proposal-closing': 'proposal-duty',
  'proposal-outcome': 'proposal-news',
  'decision-review': 'decision-review',
};

/** The row of the preference grid that decides about a kind of news. */
export function eventOf(kind: NotificationKind): NotificationEvent {
  return EVENTS[kind];
}

/** What nobody has changed: whoever is spoken to hears of it at once, news waits for the next morning. */
export const DEFAULTS: Record<NotificationEvent, Channels> = {
  mention: { site: true, push: true, mail: 'now' },
  reply: { site: true, push: true, mail: 'now' },
  quote: { site: true, push: false, mail: 'daily' },
  message: { site: true, push: true, mail: 'now' },
  bookmark: { site: true, push: true, mail: 'never' },
  follow: { site: true, push: false, mail: 'daily' },
  'election-duty': { site: true, push: true, mail: 'now' },
  'election-news': { site: true, push: false, mail: 'daily' },
  'proposal-duty': { site: true, push: true, mail: 'now' },
  'proposal-news': { site: true, push: false, mail: 'daily' },
  'decision-review': { site: true, push: true, mail: 'now' },
};

/** What a category's own rule leaves of somebody's channels: `site` keeps the bell only, `none` nothing. */
export function within(channels: Channels, reach: 'site' | 'none' | null): Channels {
  if (reach === null) return channels;
  return { site: reach === 'site' && channels.site, push: false, mail: 'never' };
}

export function reachesNobody({ site, push, mail }: Channels): boolean {
  return !site && !push && mail === 'never';
}
