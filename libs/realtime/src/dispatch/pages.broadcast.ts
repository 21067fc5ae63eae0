import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@app/platform';
import type { Broadcast, PagesChanged } from './room-event.ts';

/** After these, guests see nothing new on any page. */
const FOR_NO_GUEST: ReadonlySet<DomainEvent['name']> = new Set([
  'account.created',
  'account.verification-requested',
  'account.password-reset-requested',
  'account.export-ready',
  'session.ended',
  'invitation.sent',
  'application.decided',
  'poll.answered',
  'bookmark.due',
  'flag.raised',
  'notifications.changed',
] as const);

/** After these, only the topic itself and the lists that it stands in look different. */
const OF_ONE_TOPIC: ReadonlySet<DomainEvent['name']> = new Set([
  'post.created',
  'post.edited',
  'post.deleted',
  'post.restored',
  'link.previewed',
  'reaction.changed',
  'poll.voted',
] as const);

/** Says which rendered pages are old; of an event that it does not know, that all are. */
@Injectable()
export class PagesBroadcast implements Broadcast {
  roomEvents(changes: readonly DomainEvent[]): Promise<PagesChanged[]> {
    const seen = changes.filter(({ name }) => !FOR_NO_GUEST.has(name));
    if (seen.length === 0) return Promise.resolve([]);
    const topics = seen.flatMap((change) =>
      OF_ONE_TOPIC.has(change.name) && 'topicId' in change ? [change.topicId] : [],
    );
    const topicIds = topics.length === seen.length ? [...new Set(topics)] : null;
    return Promise.resolve([{ room: 'pages', type: 'pages.changed', v: 0, data: { topicIds } }]);
  }
}
