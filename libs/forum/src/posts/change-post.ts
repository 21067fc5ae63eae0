import type { EventLog } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { savePoll } from '../polls/save-poll.ts';
import { textOf } from '../text/text-of.ts';
import { linkUploads } from '../uploads/link-uploads.ts';
import type { Topic } from '../topics/topic.entity.ts';
import type { Post } from './post.entity.ts';

export interface Rewriting {
  raw: string;
  html: string;
  editorId: string;
  /** When it was edited, if not now. */
  at?: Date;
  /** The edit takes the place of the version before, of which nothing is kept. */
  silent?: boolean;
}

/** Replaces a post's text; what it said before becomes a revision, unless `silent`. The topic's row lock is held. */
export async function rewritePost(
  tx: EntityManager,
  post: Post,
  { raw, html, editorId, at, silent = false }: Rewriting,
): Promise<void> {
  if (!silent)
    await tx.query(
      `insert into post_revision (post_id, version, editor_id, raw, created_at)
       select id, version, coalesce(edited_by_id, author_id), raw, coalesce(revised_at, created_at)
       from post where id = $1`,
      [post.id],
    );
  await tx.query(
    `update post set raw = $2, html = $3, version = version + 1, edited_by_id = $4, edited_at = moment,
       revised_at = case when $6 then revised_at else moment end
     from (select coalesce($5::timestamptz, clock_timestamp()) as moment) asked
     where id = $1`,
    [post.id, raw, html, editorId, at ?? null, silent],
  );
  if (post.uri === null && `${post.raw}${raw}`.includes('/media/')) await linkUploads(tx, post.id, raw);
  if (post.uri === null && `${post.raw}${raw}`.includes('```poll')) await savePoll(tx, post.id, raw);
  if (post.number === 1)
    await tx.query(`update topic set excerpt = $2 where id = $1`, [post.topicId, textOf(html)]);
}

/** Marks a live post as deleted. A topic whose last post goes, goes with it. The topic's row lock is held. */
export async function takeAwayPost(
  tx: EntityManager,
  events: EventLog,
  { topic, post, byId }: { topic: Topic; post: Post; byId: string },
): Promise<void> {
  const { id: topicId, categoryId } = topic;
  await tx.query(
    `update post set deleted_at = clock_timestamp(), deleted_by_id = $2, version = version + 1 where id = $1`,
    [post.id, byId],
  );
  await tx.query(
    `update topic set post_count = post_count - 1, excerpt = case when $2 = 1 then '' else excerpt end
     where id = $1`,
    [topicId, post.number],
  );
  await events.append(tx, { name: 'post.deleted', postId: post.id, topicId, categoryId });
  if (topic.postCount !== 1) return;
  await tx.query(`update topic set deleted_at = clock_timestamp(), version = version + 1 where id = $1`, [
    topicId,
  ]);
  await tx.query(`update category set topic_count = topic_count - 1 where id = $1`, [categoryId]);
  await events.append(tx, { name: 'topic.updated', topicId, categoryId });
}

/** Undoes `takeAwayPost`. The topic's row lock is held. */
export async function bringBackPost(
  tx: EntityManager,
  events: EventLog,
  { topic, post }: { topic: Topic; post: Post },
): Promise<void> {
  const { id: topicId, categoryId } = topic;
  await tx.query(
    `update post set deleted_at = null, deleted_by_id = null, version = version + 1 where id = $1`,
    [post.id],
  );
  await tx.query(
    `update topic set post_count = post_count + 1, excerpt = case when $2 = 1 then $3 else excerpt end
     where id = $1`,
    [topicId, post.number, textOf(post.html)],
  );
  await events.append(tx, { name: 'post.restored', postId: post.id, topicId, categoryId });
  if (topic.deletedAt === null) return;
  await tx.query(`update topic set deleted_at = null, version = version + 1 where id = $1`, [topicId]);
  await tx.query(`update category set topic_count = topic_count + 1 where id = $1`, [categoryId]);
  await events.append(tx, { name: 'topic.updated', topicId, categoryId });
}
