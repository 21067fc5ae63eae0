import type { PostMarks, ReactionKind } from '@app/contract';
import type { EntityManager } from 'typeorm';

/** In which ways an account reacted to a post. */
export async function ownReactions(
  db: EntityManager,
  accountId: string,
  postId: string,
): Promise<ReactionKind[]> {
  const rows = await db.query<{ kind: ReactionKind }[]>(
    `select kind from reaction where post_id = $1 and account_id = $2 order by created_at`,
    [postId, accountId],
  );
  return rows.map(({ kind }) => kind);
}

/** What is an account's own about each of these posts: one query for a whole page. */
export async function marksOf(
  db: EntityManager,
  accountId: string | null,
  postIds: readonly string[],
): Promise<Map<string, PostMarks>> {
  if (accountId === null || postIds.length === 0) return new Map();
  const rows = await db.query<(PostMarks & { id: string })[]>(
    `select asked.id,
       array(select kind from reaction where post_id = asked.id and account_id = $1 order by created_at) as reactions,
       exists (select from bookmark where post_id = asked.id and account_id = $1) as bookmarked
     from unnest($2::bigint[]) as asked (id)`,
    [accountId, postIds],
  );
  return new Map(rows.map(({ id, reactions, bookmarked }) => [id, { reactions, bookmarked }]));
}
