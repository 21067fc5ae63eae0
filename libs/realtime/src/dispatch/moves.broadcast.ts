import { Injectable } from '@nestjs/common';
import { PostsView, WhereaboutsView } from '@app/forum';
import type { DomainEvent } from '@app/platform';
import type { Broadcast, RoomEvent } from './room-event.ts';

/** Tells a topic's readers which posts went, and those of the other topic which came. */
@Injectable()
export class MovesBroadcast implements Broadcast {
  constructor(
    private readonly whereabouts: WhereaboutsView,
    private readonly posts: PostsView,
  ) {}

  async roomEvents(changes: readonly DomainEvent[]): Promise<RoomEvent[]> {
    const events: RoomEvent[] = [];
    for (const change of changes) {
      if (change.name !== 'posts.moved') continue;
      const { moveId, topicId, toTopicId } = change;
      const { numbers, postIds, whole } = await this.whereabouts.moved(moveId, topicId);
      events.push({
        room: `t:${topicId}`,
        type: 'posts.moved',
        v: 0,
        data: { topicId, toTopicId, numbers, whole },
      });
      for (const post of await this.posts.byIds(postIds)) {
        events.push({ room: `t:${post.topicId}`, type: 'post.created', v: post.version, data: post });
      }
    }
    return events;
  }
}
