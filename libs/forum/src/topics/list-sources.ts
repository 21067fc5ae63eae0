import { heardSql } from '@app/identity';
import type { TopicListName } from '@app/contract';

/** What the SQL of a list is made of: conditions on `topic`, and placeholders of bound values. */
export interface SourceParts {
  /** Of the category or the categories that the list is about. */
  categories: string;
  /** Ids of categories that are followed as a whole, as `bigint[]`. */
  followed: string;
  account: string;
  /** Where the page begins, as a condition that starts with `and`; empty for the first page. */
  from: string;
  /** Sort order, nearest row first. */
  order: string;
  limit: string;
  /** When the list's period or the time of new topics begins. */
  since: string;
}

/**
 * SQL for the topics that stand on top of a list: a few, read along a small index. What a reader let sink
 * is not among them.
 *
 * @param inLists ids of the categories of the list; empty for the list over all of them
 */
export function pinnedSource({
  account,
  inLists,
  visible,
}: Record<'account' | 'inLists' | 'visible', string>): string {
  return `
    select topic.* from topic
    where pinned_until > now() and (pinned_everywhere or category_id = any(${inLists}::bigint[]))
      and category_id = any(${visible}::bigint[]) and deleted_at is null
      and not exists (select from topic_reading
        where account_id = ${account} and topic_id = topic.id and unpinned_at is not null)
    order by pinned_everywhere desc, bumped_at desc, id desc limit 20`;
}

/** SQL for the topics of one page of a tag's list, along the tag's own index. */
export function taggedSource(
  { categories, account, from, order, limit }: SourceParts,
  tagId: string,
): string {
  return `
    select topic.* from topic_tag mark cross join lateral (
      select * from topic where id = mark.topic_id and ${categories} and deleted_at is null limit 1) topic
    where mark.tag_id = ${tagId} and mark.listed ${from}
      and coalesce(${ownLevel(account)}, '') <> 'mute' and ${heardSql(account, 'topic.author_id')}
    order by ${order.replace('bumped_at', 'mark.bumped_at').replace(/\bid\b/, 'mark.topic_id')} limit ${limit}`;
}

/** A row's level for the account, where something was decided about the topic itself. */
function ownLevel(account: string): string {
  return `(select coalesce(level, 'none') from topic_reading
    where account_id = ${account} and topic_id = topic.id and level_source is not null)`;
}

/**
 * SQL for the topics of one page of each list, cut by a limit on an index alone. What is looked up for
 * single rows is a subquery and never a join, which the planner would turn around.
 */
export const LIST_SOURCES: Record<TopicListName, (parts: SourceParts) => string> = {
  latest: ({ categories, account, from, order, limit }) => `
    select topic.* from topic
    where ${categories} and deleted_at is null ${from}
      and coalesce(${ownLevel(account)}, '') <> 'mute' and ${heardSql(account, 'topic.author_id')}
    order by ${order} limit ${limit}`,

  new: ({ categories, account, from, order, limit, since }) => `
    select topic.* from topic
    where ${categories} and deleted_at is null ${from}
      and created_at > ${since}::timestamptz and author_id <> ${account}
      and coalesce((select last_visit_at is null and not unread and level is distinct from 'mute'
        from topic_reading where account_id = ${account} and topic_id = topic.id), true)
      and ${heardSql(account, 'topic.author_id')}
    order by ${order} limit ${limit}`,

  unread: ({ categories, account, from, order, limit }) => `
    select topic.* from (
      with waiting as materialized (
        select topic_id from topic_reading where account_id = ${account} and unread)
      select found.* from waiting cross join lateral (
        select * from topic where id = waiting.topic_id and ${categories} and deleted_at is null limit 1) found
    ) topic
    where true ${from}
    order by ${order} limit ${limit}`,

  following: ({ categories, followed, account, from, order, limit }) => `
    with mine as materialized (
      select topic_id from topic_reading where account_id = ${account} and level in ('follow', 'track'))
    select topic.* from (
      select found.id from mine cross join lateral (
        select id from topic where id = mine.topic_id and ${categories} and deleted_at is null ${from}
        limit 1) found
      union
      select found.id from unnest(${followed}::bigint[]) as of_category (id) cross join lateral (
        select id from topic
        where category_id = of_category.id and ${categories} and deleted_at is null ${from}
          -- As a case, which the planner takes for likely, so that it walks the index in order.
          and case when ${ownLevel(account)} is null then true else false end
        order by ${order} limit ${limit}) found
    ) listed cross join lateral (select * from topic where id = listed.id limit 1) topic
    order by ${order} limit ${limit}`,

  top: ({ categories, account, order, limit, since }) => `
    select topic.*, people, posts from (
      select topic_id, count(distinct author_id) as people, count(*) as posts from post
      where created_at > ${since}::timestamptz and deleted_at is null and kind = 'post'
      group by topic_id
    ) busy cross join lateral (
      select * from topic where id = busy.topic_id and ${categories} and deleted_at is null limit 1) topic
    where coalesce(${ownLevel(account)}, '') <> 'mute' and ${heardSql(account, 'topic.author_id')}
    order by ${order} limit ${limit}`,
};
