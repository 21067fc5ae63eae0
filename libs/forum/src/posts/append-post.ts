import type { PostKind, TopicAct } from '@app/contract';
import type { EventLog } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { savePoll } from '../polls/save-poll.ts';
import { linkUploads } from '../uploads/link-uploads.ts';
import type { Topic } from '../topics/topic.entity.ts';

export interface PostDraft {
  kind?: PostKind;
  authorId: string;
  raw: string;
  html: string;
  act?: TopicAct;
  replyToNumber?: number | undefined;
  clientId?: string | undefined;
  uri?: string;
  url?: string | null;
  /** When it was written, if not now. */
  at?: Date | undefined;
}

export interface AppendedPost {
  postId: string;
  number: number;
}

/**
 * Puts a post at the end of a topic: takes the next number, moves the topic up, counts, and marks the
 * post as read by its author. The number is taken by updating the topic's row, whose lock is held until
 * the caller's transaction ends; so numbers have no gaps and become visible in their order.
 */
export async function appendPost(
  tx: EntityManager,
  topicId: string,
  draft: PostDraft,
): Promise<AppendedPost> {
  const kind = draft.kind ?? 'post';
  // clock_timestamp(), because now() is when the transaction began, before it waited for the lock.
  const [written] = await tx.query<[AppendedPost]>(
    `with numbered as (
       update topic set
         last_number = last_number + 1,
         post_count = post_count + 1,
         bumped_at = greatest(bumped_at, coalesce($2::timestamptz, clock_timestamp())),
         recent_author_ids = case when $3::text = 'system' then recent_author_ids
           else (array_prepend($4::bigint, array_remove(recent_author_ids, $4::bigint)))[1:5] end
       where id = $1
       returning last_number
     )
     insert into post (topic_id, number, created_at, kind, author_id, raw, html, reply_to_number, client_id, uri, url, act)
     select $1::bigint, last_number, coalesce($2::timestamptz, clock_timestamp()), $3, $4, $5, $6, $7, $8, $9, $10, $11 from numbered
     returning id as "postId", number`,
    [
      topicId,
      draft.at ?? null,
      kind,
      draft.authorId,
      draft.raw,
      draft.html,
      draft.replyToNumber ?? null,
      draft.clientId ?? null,
      draft.uri ?? null,
      draft.url ?? null,
      draft.act ?? null,
    ],
  );
  if (kind === 'post' && draft.uri === undefined)
    await markOwnRead(tx, topicId, draft.authorId, written.number);
  if (draft.uri === undefined && kind === 'post' && draft.raw.includes('```poll'))
    await savePoll(tx, written.postId, draft.raw);
  if (draft.uri === undefined && draft.raw.includes('/media/'))
    await linkUploads(tx, written.postId, draft.raw);
  return written;
}

/** Says that a post was written, to those who listen after the commit. */
export function announcePost(
  events: EventLog,
  tx: EntityManager,
  { id: topicId, categoryId }: Pick<Topic, 'id' | 'categoryId'>,
  { postId, isRemote }: { postId: string; isRemote?: boolean },
): Promise<void> {
  const event = { name: 'post.created', postId, topicId, categoryId } as const;
  return events.append(tx, isRemote ? { ...event, isRemote } : event);
}

/** Who writes in a topic follows its course from then on, unless they chose otherwise for it or follow the category. */
async function markOwnRead(
  tx: EntityManager,
  topicId: string,
  accountId: string,
  number: number,
): Promise<void> {
  await tx.query(
    `insert into topic_reading as r (account_id, topic_id, read, level, level_source)
     select $1, $2, int4multirange(int4range($3, $3, '[]')), own.level, own.source
     from (values ($4, $5)) as own (level, source)
     on conflict (account_id, topic_id) do update set read = r.read + excluded.read,
       level = case when r.level_source is null then excluded.level else r.level end,
       level_source = coalesce(r.level_source, excluded.level_source)`,
    [accountId, topicId, number, ...(number === 1 ? ['follow', 'opened'] : ['track', 'replied'])],
  );
}
