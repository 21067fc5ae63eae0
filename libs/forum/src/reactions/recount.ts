import type { ReactionCounts } from '@app/contract';
import type { EntityManager } from 'typeorm';

/** Counts a post's reactions anew, those of other servers among them. The post's row lock is held. */
export async function recount(tx: EntityManager, postId: string): Promise<ReactionCounts> {
  const [[post]] = await tx.query<[[{ counts: ReactionCounts }], number]>(
    `update post set reaction_counts = (
       select coalesce(jsonb_object_agg(kind, count), '{}')
       from (select kind, count(*) from (
           select kind from reaction where post_id = $1
           union all select kind from outside_reaction where post_id = $1 and kind <> 'against') each_one
         group by kind) counted)
     where id = $1 returning reaction_counts as counts`,
    [postId],
  );
  return post.counts;
}
