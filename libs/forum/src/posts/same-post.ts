import type { PostAddress } from '@app/contract';
import { ProblemError } from '@app/platform';
import type { EntityManager } from 'typeorm';
import type { Topic } from '../topics/topic.entity.ts';

/** How long the same text by the same author in one topic counts as sent by accident. */
const DUPLICATE_MINUTES = 10;

/** @throws ProblemError `duplicate-post`, with the address of the one that stands */
export async function refuseDuplicate(
  tx: EntityManager,
  topic: Topic,
  { authorId, raw }: { authorId: string; raw: string },
): Promise<void> {
  const [same] = await tx.query<{ number: number }[]>(
    `select number from post
     where author_id = $1 and created_at > now() - make_interval(mins => $2)
       and topic_id = $3 and raw = $4 and deleted_at is null
     limit 1`,
    [authorId, DUPLICATE_MINUTES, topic.id, raw],
  );
  if (same)
    throw new ProblemError('duplicate-post', { detail: `/t/${topic.id}/${topic.slug}/${same.number}` });
}

/** What its sender already wrote under this id, for a repetition that comes after the answer was forgotten. */
export async function earlierPost(
  tx: EntityManager,
  { authorId, clientId }: { authorId: string; clientId: string | undefined },
): Promise<PostAddress | null> {
  if (clientId === undefined) return null;
  const [earlier] = await tx.query<PostAddress[]>(
    `select p.topic_id as "topicId", t.slug, p.number, p.id as "postId"
     from post p join topic t on t.id = p.topic_id
     where p.author_id = $1 and p.client_id = $2`,
    [authorId, clientId],
  );
  return earlier ?? null;
}
