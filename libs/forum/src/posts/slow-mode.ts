import type { Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { type TopicFacts, whyNot } from '../access.rules.ts';
import type { Topic } from '../topics/topic.entity.ts';

/**
 * In slow mode everybody waits between two posts, but for those who moderate. The topic's row lock is held.
 *
 * @throws ProblemError `slow-mode` with the seconds that are left
 */
export async function refuseTooSoon(
  tx: EntityManager,
  viewer: Viewer,
  { topic, facts }: { topic: Topic; facts: TopicFacts },
): Promise<void> {
  if (topic.slowSeconds === 0 || whyNot(viewer, 'moderate-topic', facts) === null) return;
  const left = await secondsToWait(tx, viewer.accountId, topic);
  if (left > 0) throw new ProblemError('slow-mode', { retryAfter: left });
}

/** How long somebody still has to wait before their next post in a topic, in seconds. */
export async function secondsToWait(
  tx: EntityManager,
  accountId: string | null,
  { id, slowSeconds }: Pick<Topic, 'id' | 'slowSeconds'>,
): Promise<number> {
  const [{ left }] = await tx.query<[{ left: number }]>(
    `select coalesce(ceil(extract(epoch from max(created_at) - clock_timestamp()) + $3), 0)::int as left
     from post where author_id = $1 and topic_id = $2 and kind = 'post'
       and created_at > clock_timestamp() - make_interval(secs => $3)`,
    [accountId, id, slowSeconds],
  );
  return Math.max(0, left);
}
