import { ProblemError } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { postFacts } from '../access-facts.ts';
import type { PostFacts } from '../access.rules.ts';
import { lockTopic } from '../topics/lock-topic.ts';
import type { Topic } from '../topics/topic.entity.ts';
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

/** The same for a post of another server, by the id that it has there. */
export async function lockReceived(tx: EntityManager, uri: string): Promise<LockedPost> {
  const found = await tx.findOne(Post, { where: { uri }, select: { id: true } });
  if (!found) throw new ProblemError('not-found');
  return lockPost(tx, found.id);
}

/** Has a second delivery of the same remote post wait until the first one's transaction has ended. */
export async function lockUri(tx: EntityManager, uri: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [uri]);
}
