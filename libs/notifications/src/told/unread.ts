/**
 * SQL over a notification `n`, its topic `t`, an item `i` of it, the item's post `p` and the reader's
 * `topic_reading` `r`. What was read as a post in its topic is read as news too, whether or not anybody
 * looked at the bell.
 */

/** An item that still stands for something. */
export const STANDING_ITEM = `(i.post_id is null or p.deleted_at is null)`;

/** An item that its reader has not met. A reminder is of something that was read before. */
export const UNMET_ITEM = `(n.kind = 'bookmark' or i.number is null or r.read is null or not r.read @> i.number)`;

/** False for what asks for nothing any more: the ballot is collected, the vote given, or it is too late. */
export const STILL_ASKED = `case
  when n.kind in ('election-voting', 'election-closing') then exists (
    select from election e join roll_entry roll on roll.election_id = e.id and roll.account_id = n.account_id
    where e.id = n.topic_id and e.phase = 'voting' and roll.blinded_hash is null)
  when n.kind in ('proposal-opened', 'proposal-closing') then exists (
    select from proposal asked
      join proposal_voter own on own.proposal_id = asked.id and own.account_id = n.account_id
    where asked.topic_id = n.topic_id and asked.state = 'open' and own.version is distinct from asked.version)
  else true end`;

/** The joins from `n` to what the conditions speak of, without the items. */
export const TOPIC_JOINS = `join topic t on t.id = n.topic_id and t.deleted_at is null
  left join topic_reading r on r.account_id = n.account_id and r.topic_id = n.topic_id`;

/** Whether an unread notification has an item that is news to its reader. */
export const HAS_UNMET_ITEM = `exists (
  select from notification_item i left join post p on p.id = i.post_id
  where i.notification_id = n.id and ${STANDING_ITEM} and ${UNMET_ITEM})`;

/**
 * What a viewer may see now: topics in categories that they read, and conversations that they take part in.
 *
 * @param categories the SQL of the ids of the categories whose topics the viewer reads
 * @param groups the SQL of the ids of the viewer's groups
 */
export function visibleTopic(categories: string, groups: string): string {
  return `(t.category_id = any(${categories}) or t.participant_ids @> array[n.account_id]
    or t.participant_group_ids && ${groups}::bigint[])`;
}
