/**
 * SQL for what an account has not read, in a query over a topic `t` and its left-joined `topic_reading r`:
 * all numbers of the topic minus the numbers read. Null where the topic was never opened.
 */
const UNREAD = `(int4multirange(int4range(1, t.last_number, '[]')) - r.read)`;

export const FIRST_UNREAD = `lower(${UNREAD})`;

export const UNREAD_COUNT = `case when r.read is not null then
  (select coalesce(sum(upper(gap) - lower(gap)), 0)::int from unnest(${UNREAD}) gap) end`;
