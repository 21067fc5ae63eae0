import type { Notification } from '@app/contract';
import { electionPath, postPath, topicPath } from '#lib/forum/paths.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** What happened, in one sentence without the topic's title. */
export function sentenceOf({ kind, count, actors }: Notification): string {
  const who = namesOf(actors.map(({ name }) => name));
  switch (kind) {
    case 'mention':
      return m.notifications_is_mention({ count, who });
    case 'reply':
      return m.notifications_is_reply({ count, who });
    case 'quote':
      return m.notifications_is_quote({ count, who });
    case 'message':
      return m.notifications_is_message({ count, who });
    case 'bookmark':
      return m.notifications_is_bookmark({ count });
    case 'followed-post':
      return m.notifications_is_followed_post({ count, who });
    case 'followed-topic':
      return m.notifications_is_followed_topic({ count, who });
    case 'election-opened':
      return m.notifications_is_election_opened();
    case 'election-voting':
      return m.notifications_is_election_voting();
    case 'election-closing':
      return m.notifications_is_election_closing();
    case 'election-result':
      return m.notifications_is_election_result();
    case 'proposal-opened':
      return m.notifications_is_proposal_opened();
    case 'proposal-closing':
      return m.notifications_is_proposal_closing();
    case 'proposal-outcome':
      return m.notifications_is_proposal_outcome();
    case 'decision-review':
      return m.notifications_is_decision_review();
  }
}

/** Where it leads: to the post, to the election, or to the topic's beginning. */
export function pathOf({ kind, topic, number }: Notification): string {
  if (kind === 'election-voting' || kind === 'election-closing') return `${electionPath(topic)}/ballot`;
  if (kind === 'election-result') return `${electionPath(topic)}/result`;
  if (kind === 'election-opened') return electionPath(topic);
  return number === null ? topicPath(topic) : postPath(topic, number);
}

function namesOf(names: string[]): string {
  if (names.length === 0) return m.notifications_somebody();
  return new Intl.ListFormat(getLocale(), { type: 'conjunction' }).format(names);
}
