/**
 * SQL for what an account has not read, in a query over a topic `t`: all its numbers minus those read.
 * Null where the topic was never opened.
 *
 * @param read the account's read set in the query; written by us, never by a user
 */
export function firstUnread(read: string): string {
  return `lower(${unread(read)})`;
}

export function unreadCount(read: string): string {
  return `case when ${read} is not null then
    (select coalesce(sum(upper(gap) - lower(gap)), 0)::int from unnest(${unread(read)}) gap) end`;
}

function unread(read: string): string {
  return `(int4multirange(int4range(1, t.last_number, '[]')) - ${read})`;
}
