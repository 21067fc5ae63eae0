import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@app/platform';
import type { Broadcast, RoomEvent } from './room-event.ts';
import { TopicRoomsView } from './topic-rooms.view.ts';

/** Tells a topic's readers, and those who see it in a list, its new title or state. */
@Injectable()
export class TopicsBroadcast implements Broadcast {
  constructor(private readonly topics: TopicRoomsView) {}

  async roomEvents(changes: readonly DomainEvent[]): Promise<RoomEvent[]> {
    const updated = new Set(
      changes.filter((change) => change.name === 'topic.updated').map(({ topicId }) => topicId),
    );
    const topics = await this.topics.byIds([...updated]);
    return topics.flatMap(({ topicId, title, slug, state, lastNumber, version, lists }) =>
      [`t:${topicId}`, ...lists].map((room) => ({
        room,
        type: 'topic.updated',
        v: version,
        data: { topicId, title, slug, state, lastNumber },
      })),
    );
  }
}
