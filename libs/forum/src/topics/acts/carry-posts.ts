import type { EntityManager } from 'typeorm';

export interface Carrying {
  moveId: string;
  fromTopicId: string;
  toTopicId: string;
  /** In the order that they get in their new topic. */
  numbers: readonly number[];
}

/**
 * Gives posts new numbers at the end of another topic and remembers where each one was. Both topics' row
 * locks are held. What a post answers stays if it comes along, and is forgotten here if it stays behind.
 */
export async function carryPosts(tx: EntityManager, carrying: Carrying): Promise<void> {
  const { moveId, fromTopicId, toTopicId, numbers } = carrying;
  await tx.query(
    `insert into post_move (from_topic_id, from_number, to_topic_id, to_number, move_id, reply_to_number)
     select $2, p.number, $3, t.last_number + place, $1, p.reply_to_number
     from unnest($4::int[]) with ordinality as chosen (number, place)
       join post p on p.topic_id = $2 and p.number = chosen.number
       join topic t on t.id = $3`,
    [moveId, fromTopicId, toTopicId, numbers],
  );
  await tx.query(
    `update post p set topic_id = m.to_topic_id, number = m.to_number, version = p.version + 1,
       reply_to_number = (select to_number from post_move
         where move_id = $1 and from_topic_id = m.from_topic_id and from_number = p.reply_to_number)
     from post_move m where m.move_id = $1 and p.topic_id = m.from_topic_id and p.number = m.from_number`,
    [moveId],
  );
  await tx.query(`update topic set last_number = last_number + $2 where id = $1`, [
    toTopicId,
    numbers.length,
  ]);
  await carryReading(tx, moveId, { fromTopicId, toTopicId });
}

/**
 * Puts the posts of a move back under the numbers they had. The addresses that they had in between lead
 * there from now on.
 */
export async function carryBack(tx: EntityManager, moveId: string): Promise<void> {
  await tx.query(
    `update post p set topic_id = m.from_topic_id, number = m.from_number, version = p.version + 1,
       reply_to_number = m.reply_to_number
     from post_move m where m.move_id = $1 and p.topic_id = m.to_topic_id and p.number = m.to_number`,
    [moveId],
  );
  await tx.query(
    `with gone as (delete from post_move where move_id = $1 returning *)
     insert into post_move (from_topic_id, from_number, to_topic_id, to_number, move_id)
     select to_topic_id, to_number, from_topic_id, from_number, move_id from gone`,
    [moveId],
  );
}

/** Counts a topic anew after posts came or went, and takes its excerpt and its latest authors from what is there. */
export async function recount(tx: EntityManager, topicId: string): Promise<void> {
  await tx.query(
    `update topic t set
       post_count = (select count(*) from post where topic_id = t.id and deleted_at is null),
       recent_author_ids = coalesce((select array_agg(author_id order by latest desc)
         from (select author_id, max(number) as latest from post
               where topic_id = t.id and kind = 'post' and deleted_at is null
               group by author_id order by latest desc limit 5) recent), '{}'),
       version = version + 1
     where t.id = $1`,
    [topicId],
  );
}

/** Whoever has read a post has read it under its new number too, and a number that is gone is not unread. */
async function carryReading(
  tx: EntityManager,
  moveId: string,
  { fromTopicId, toTopicId }: { fromTopicId: string; toTopicId: string },
): Promise<void> {
  await tx.query(
    `insert into topic_reading as r (account_id, topic_id, read, level, level_source, last_visit_at)
     select old.account_id, $3, range_agg(int4range(m.to_number, m.to_number, '[]')), old.level, old.level_source, null
     from topic_reading old join post_move m on m.move_id = $1 and old.read @> m.from_number
     where old.topic_id = $2
     group by old.account_id, old.level, old.level_source
     on conflict (account_id, topic_id) do update set read = r.read + excluded.read`,
    [moveId, fromTopicId, toTopicId],
  );
  await tx.query(
    `update topic_reading set read = read + (
       select range_agg(int4range(from_number, from_number, '[]')) from post_move where move_id = $1)
     where topic_id = $2`,
    [moveId, fromTopicId],
  );
}
