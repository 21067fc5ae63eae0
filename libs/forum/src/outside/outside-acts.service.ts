import { Injectable } from '@nestjs/common';
import type { TopicAct } from '@app/contract';
import { EventLog } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { lockTopic } from '../topics/lock-topic.ts';

import { Topic } from '../topics/topic.entity.ts';
import { writeAct } from '../topics/acts/write-act.ts';

/** As good as for ever: a category elsewhere does not say how long it pins. */
const PINNED_UNTIL = new Date('2999-12-31T00:00:00Z');

/** What moderators of a category elsewhere did to a topic of theirs; each twice is once. */
@Injectable()
export class OutsideActsService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
  ) {}

  close(topicId: string, byId: string, closed: boolean): Promise<boolean> {
    return this.act(topicId, byId, (topic) => {
      const state = closed ? 'closed' : 'open';
      if (topic.state === state || topic.state === 'archived') return null;
      return { changes: { state }, act: { kind: closed ? 'closed' : 'opened' } };
    });
  }

  pin(topicId: string, byId: string, pinned: boolean): Promise<boolean> {
    return this.act(topicId, byId, (topic) => {
      if ((topic.pinnedUntil !== null) === pinned) return null;
      const until = PINNED_UNTIL.toISOString();
      return pinned
        ? { changes: { pinnedUntil: PINNED_UNTIL }, act: { kind: 'pinned', until } }
        : { changes: { pinnedUntil: null }, act: { kind: 'unpinned' } };
    });
  }

  /** Into another category of other servers; the thread and its posts stay what they are. */
  recategorise(topicId: string, byId: string, categoryId: string): Promise<boolean> {
    return this.db.transaction(async (tx) => {
      const { topic } = await lockTopic(tx, topicId);
      if (topic.categoryId === categoryId) return false;
      const counted = topic.deletedAt === null ? 1 : 0;
      await tx.query(
        `update category set topic_count = topic_count + case when id = $1 then $3::int else -$3::int end
         where id in ($1, $2)`,
        [categoryId, topic.categoryId, counted],
      );
      const moved = { id: topicId, categoryId };
      await this.write(tx, moved, byId, { changes: { categoryId }, act: { kind: 'recategorised' } });
      await this.events.append(tx, { name: 'topic.recategorised', topicId, categoryId });
      return true;
    });
  }

  private act(topicId: string, byId: string, change: (topic: Topic) => Change | null): Promise<boolean> {
    return this.db.transaction(async (tx) => {
      const { topic } = await lockTopic(tx, topicId);
      const wanted = change(topic);
      if (wanted === null) return false;
      await this.write(tx, topic, byId, wanted);
      return true;
    });
  }

  private async write(
    tx: EntityManager,
    topic: Pick<Topic, 'id' | 'categoryId'>,
    byId: string,
    { changes, act }: Change,
  ): Promise<void> {
    await tx.update(Topic, { id: topic.id }, { ...changes, version: () => 'version + 1' });
    const { id: topicId, categoryId } = topic;
    await this.events.append(tx, { name: 'topic.updated', topicId, categoryId });
    await writeAct(tx, this.events, topic, { byId, act });
  }
}

interface Change {
  changes: Partial<Topic>;
  act: TopicAct;
}
