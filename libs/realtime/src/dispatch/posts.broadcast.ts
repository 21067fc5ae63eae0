import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@app/platform';
import type { EntityManager } from 'typeorm';
import type { Broadcast, RoomEvent } from './room-event.ts';
import { RoomSubjectsView } from './room-subjects.view.ts';

type PostEventName = 'post.created' | 'post.edited' | 'post.deleted' | 'post.restored';
type PostEvent = Extract<DomainEvent, { name: PostEventName }>;

/** Tells a topic's readers its posts, and those who look at lists that a topic has a new one. */
@Injectable()
export class PostsBroadcast implements Broadcast {
  constructor(private readonly subjects: RoomSubjectsView) {}

  async roomEvents(tx: EntityManager, changes: readonly DomainEvent[]): Promise<RoomEvent[]> {
    const told = onceForEachPost(changes);
    const posts = await this.subjects.posts(tx, [...told.keys()]);
    const events: RoomEvent[] = posts.map((post) => ({
      room: `t:${post.topicId}`,
      type: told.get(post.id) ?? 'post.edited',
      v: post.version,
      data: post,
    }));
    const bumped = posts.filter(({ id }) => told.get(id) === 'post.created').map(({ topicId }) => topicId);
    for (const topic of await this.subjects.topics(tx, bumped)) {
      const { topicId, categoryId, lastNumber, bumpedAt } = topic;
      for (const room of topic.listRooms) {
        const data = { topicId, categoryId, lastNumber, bumpedAt };
        events.push({ room, type: 'topic.bumped', v: lastNumber, data });
      }
    }
    return events;
  }
}

/** The event of each post that says most: that it is new, or else what happened to it last. */
function onceForEachPost(changes: readonly DomainEvent[]): Map<string, PostEventName> {
  const told = new Map<string, PostEventName>();
  for (const change of changes) {
    if (isAboutPost(change) && told.get(change.postId) !== 'post.created') {
      told.set(change.postId, change.name);
    }
  }
  return told;
}

function isAboutPost(change: DomainEvent): change is PostEvent {
  return change.name.startsWith('post.');
}
