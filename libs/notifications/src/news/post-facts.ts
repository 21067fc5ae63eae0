import type { DataSource } from 'typeorm';

/** What is known of a post when people are to be told of it. */
export interface PostFacts {
  postId: string;
  topicId: string;
  number: number;
  raw: string;
  authorId: string;
  byStaff: boolean;
  /** The author of the post that it answers. */
  repliesToId: string | null;
}

/** Null for a post that is gone, and for one that only says what happened to its topic. */
export async function postFacts(db: DataSource, postId: string): Promise<PostFacts | null> {
  const rows: PostFacts[] = await db.query(
    `select p.id as "postId", p.topic_id as "topicId", p.number, p.raw, p.author_id as "authorId",
       author.role = 'staff' and author.domain = '' as "byStaff", target.author_id as "repliesToId"
     from post p
       join account author on author.id = p.author_id
       left join post target on target.topic_id = p.topic_id and target.number = p.reply_to_number
         and target.kind = 'post' and target.deleted_at is null
     where p.id = $1 and p.kind = 'post' and p.deleted_at is null`,
    [postId],
  );
  return rows[0] ?? null;
}
