import { ProblemError } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { categoryFacts, topicFacts } from '../access-facts.ts';
import type { TopicFacts } from '../access.rules.ts';
import { Category } from '../categories/category.entity.ts';
import { Topic } from './topic.entity.ts';

export interface LockedTopic {
  topic: Topic;
  facts: TopicFacts;
}

/**
 * Takes a topic's row lock, which every write in the topic takes first: what is read and decided after
 * it holds until the transaction ends. Readers' marks are not kept waiting.
 *
 * @throws ProblemError `not-found` if there is no such topic
 */
export async function lockTopic(tx: EntityManager, topicId: string): Promise<LockedTopic> {
  const topic = await tx.findOne(Topic, { where: { id: topicId }, lock: { mode: 'for_no_key_update' } });
  if (!topic) throw new ProblemError('not-found');
  const category = await tx.findOneByOrFail(Category, { id: topic.categoryId });
  return { topic, facts: topicFacts(topic, categoryFacts(category)) };
}
