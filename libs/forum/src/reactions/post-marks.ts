import type { ReactionKind } from '@app/contract';
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

/**
 * The SQL expression for the `PostMarks` of one post, as jsonb.
 *
 * @param account placeholder of an account id; null has no marks
 */
export function marksSql(postId: string, account: string): string {
  return `jsonb_build_object(
    'reactions', array(select kind from reaction where post_id = ${postId} and account_id = ${account} order by created_at),
    'bookmarked', exists (select from bookmark where post_id = ${postId} and account_id = ${account}))`;
}
