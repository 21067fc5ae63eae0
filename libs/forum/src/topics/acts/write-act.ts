import type { TopicAct } from '@app/contract';
import type { EventLog } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { announcePost, appendPost } from '../../posts/append-post.ts';
import type { Topic } from '../topic.entity.ts';

/** Writes what somebody did to a topic as a numbered post of its own kind. The topic's row lock is held. */
export async function writeAct(
  tx: EntityManager,
  events: EventLog,
  topic: Pick<Topic, 'id' | 'categoryId'>,
  { byId, act }: { byId: string; act: TopicAct },
): Promise<void> {
  const written = await appendPost(tx, topic.id, { kind: 'system', authorId: byId, raw: '', html: '', act });
  await announcePost(events, tx, topic, written);
}
