import { ProblemError } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { categoryFacts, postFacts, topicFacts } from '../access-facts.ts';
import type { PostFacts } from '../access.rules.ts';
import { Category } from '../categories/category.entity.ts';
import { lockTopic } from '../topics/lock-topic.ts';
import { Topic } from '../topics/topic.entity.ts';
import { Post } from './post.entity.ts';

export interface LockedPost {
  topic: Topic;
  post: Post;
  facts: PostFacts;
}

/**
 * Takes the row lock of a post's topic and reads the post under it.
 *
 * @throws ProblemError `not-found` if there is no such post
 */
export async function lockPost(tx: EntityManager, postId: string): Promise<LockedPost> {
  const found = await tx.findOne(Post, { where: { id: postId }, select: { topicId: true } });
  if (!found) throw new ProblemError('not-found');
  const { topic, facts } = await lockTopic(tx, found.topicId);
  const post = await tx.findOneByOrFail(Post, { id: postId });
  return { topic, post, facts: postFacts(post, facts) };
}

/**
 * Takes the row lock of a post alone, for what hangs on the post and moves nothing in its topic: who
 * reacts keeps nobody from writing.
 *
 * @throws ProblemError `not-found` if there is no such post
 */
export async function lockPostAlone(tx: EntityManager, postId: string): Promise<LockedPost> {
  const post = await tx.findOne(Post, { where: { id: postId }, lock: { mode: 'for_no_key_update' } });
  if (!post) throw new ProblemError('not-found');
  const topic = await tx.findOneByOrFail(Topic, { id: post.topicId });
  const category = await tx.findOneByOrFail(Category, { id: topic.categoryId });
  return { topic, post, facts: postFacts(post, topicFacts(topic, categoryFacts(category))) };
}

/** `lockPost` for a post of another server, by the id that it has there. */
export async function lockReceived(tx: EntityManager, uri: string): Promise<LockedPost> {
  const found = await tx.findOne(Post, { where: { uri }, select: { id: true } });
  if (!found) throw new ProblemError('not-found');
  return lockPost(tx, found.id);
}

/** Has a second delivery of the same remote post wait until the first one's transaction has ended. */
export async function lockUri(tx: EntityManager, uri: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [uri]);
}
