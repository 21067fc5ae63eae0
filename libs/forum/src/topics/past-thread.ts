import type { EntityManager } from 'typeorm';
import { appendPost } from '../posts/append-post.ts';
import { rewritePost } from '../posts/change-post.ts';
import { Post } from '../posts/post.entity.ts';
import { renderPost } from '../text/render-post.ts';

export interface PastPost {
  authorId: string;
  raw: string;
  createdAt: Date;
  /** The number of the post that this one answers. */
  replyTo?: number | undefined;
  /** Later wordings, oldest first. */
  edits?: readonly { editorId: string; raw: string; at: Date }[];
  deletion?: { byId: string; at: Date } | null;
}

/** Writes a reply of the past with what became of it. The topic is of this transaction's making. */
export async function appendPastPost(tx: EntityManager, topicId: string, past: PastPost): Promise<string> {
  const { postId } = await appendPost(tx, topicId, {
    authorId: past.authorId,
    raw: past.raw,
    html: await renderPost(tx, past.raw),
    replyToNumber: past.replyTo,
    at: past.createdAt,
  });
  await changePastPost(tx, postId, past);
  return postId;
}

/** Repeats the edits and the deletion of a post at the times they had. */
export async function changePastPost(tx: EntityManager, postId: string, past: PastPost): Promise<void> {
  for (const { editorId, raw, at } of past.edits ?? []) {
    const post = await tx.findOneByOrFail(Post, { id: postId });
    await rewritePost(tx, post, { raw, html: await renderPost(tx, raw), editorId, at });
  }
  if (!past.deletion) return;
  const { byId, at } = past.deletion;
  await tx.query(`update post set deleted_at = $2, deleted_by_id = $3, version = version + 1 where id = $1`, [
    postId,
    at,
    byId,
  ]);
  await tx.query(
    `update topic set post_count = post_count - 1, excerpt = case when post.number = 1 then '' else excerpt end
     from post where post.id = $1 and topic.id = post.topic_id`,
    [postId],
  );
}
