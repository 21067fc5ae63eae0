import type { CategoryReach, MailPace, NotificationEvent } from '@app/contract';
import { m } from '#lib/paraglide/messages.js';

/** The rows of the grid, in its order. */
export const EVENT_NAMES: [NotificationEvent, () => string][] = [
  ['mention', m.notify_mention],
  ['reply', m.notify_reply],
  ['quote', m.notify_quote],
  ['message', m.notify_message],
  ['bookmark', m.notify_bookmark],
  ['follow', m.notify_follow],
  ['election-duty', m.notify_election_duty],
  ['election-news', m.notify_election_news],
  ['proposal-duty', m.notify_proposal_duty],
  ['proposal-news', m.notify_proposal_news],
  ['decision-review', m.notify_decision_review],
];

export const PACES: [MailPace, () => string][] = [
  ['now', m.notify_now],
  ['daily', m.notify_daily],
  ['weekly', m.notify_weekly],
  ['never', m.notify_never],
];

export const REACHES: [CategoryReach, () => string][] = [
  ['all', m.notify_reach_all],
  ['site', m.notify_reach_site],
  ['none', m.notify_reach_none],
];

export function eventName(event: NotificationEvent): string {
  return EVENT_NAMES.find(([name]) => name === event)?.[1]() ?? event;
}
