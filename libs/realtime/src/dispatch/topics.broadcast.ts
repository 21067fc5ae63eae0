import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@app/platform';
import type { EntityManager } from 'typeorm';
import type { Broadcast, RoomEvent } from './room-event.ts';
import { RoomSubjectsView } from './room-subjects.view.ts';

/** Tells a topic's readers, and those who see it in a list, its new title or state. */
@Injectable()
export class TopicsBroadcast implements Broadcast {
  constructor(private readonly subjects: RoomSubjectsView) {}

  async roomEvents(tx: EntityManager, changes: readonly DomainEvent[]): Promise<RoomEvent[]> {
    const updated = new Set(
      changes.filter((change) => change.name === 'topic.updated').map(({ topicId }) => topicId),
    );
    const topics = await this.subjects.topics(tx, [...updated]);
    return topics.flatMap(({ topicId, title, slug, state, lastNumber, version, listRooms }) =>
      [`t:${topicId}`, ...listRooms].map((room) => ({
        room,
        type: 'topic.updated',
        v: version,
        data: { topicId, title, slug, state, lastNumber },
      })),
    );
  }
}
