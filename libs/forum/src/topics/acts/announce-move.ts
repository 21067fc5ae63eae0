import type { EventLog } from '@app/platform';
import type { EntityManager } from 'typeorm';
import type { Topic } from '../topic.entity.ts';
import { recount } from './carry-posts.ts';

/** Counts both topics anew after posts went from one to the other, and says that they did. */
export async function announceMove(
  tx: EntityManager,
  events: EventLog,
  { moveId, from, to }: { moveId: string; from: Topic; to: Topic },
): Promise<void> {
  for (const { id: topicId, categoryId } of [from, to]) {
    await recount(tx, topicId);
    await events.append(tx, { name: 'topic.updated', topicId, categoryId });
  }
  const { id: toTopicId, categoryId } = to;
  await events.append(tx, { name: 'posts.moved', moveId, topicId: from.id, toTopicId, categoryId });
}
