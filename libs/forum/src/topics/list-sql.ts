import type { TopicListQuery } from '@app/contract';
import type { Position } from '@app/platform';
import { z } from 'zod';
import type { ReadingScope } from '../reading/reading-scope.view.ts';
import { LIST_SOURCES, pinnedSource, taggedSource } from './list-sources.ts';
import { topicRowsSql } from './topic-rows.ts';

/**
 * The time that a list is sorted by in microseconds since 1970, because a JavaScript date would round it and
 * lose or repeat a row, and `id`. At most as many digits as PostgreSQL takes.
 */
export const Keys = z.tuple([z.string().regex(/^\d{1,16}$/), z.string().regex(/^\d{1,18}$/)]);
export type Keys = z.infer<typeof Keys>;

/** Which categories a list is about: a condition on `topic`, and the list's name in cursors and live rooms. */
export interface Categories {
  condition: (placeholder: string) => string;
  value: string | string[];
  room: string;
}

/** Which page of which list for whom. */
export interface AskedList {
  accountId: string | null;
  query: Pick<TopicListQuery, 'f' | 'period' | 'limit'>;
  scope: ReadingScope;
  categories: Categories;
  position: Position<Keys> | null;
  /** For the list of a tag, which is sorted as `latest`. */
  tagId: string | null;
  /** Whether what stands on top is part of it; a topic that does stands nowhere else, whichever page is read. */
  pinned: boolean;
}

/**
 * SQL for one row more than fit on a page, as `topicRowsSql` has them with `onTop`, which no other than a list with
 * `pinned` has.
 *
 * @param bind answers the placeholder of a value
 */
export function listSql(
  { accountId, query, scope, categories, position, tagId, pinned }: AskedList,
  bind: (value: unknown) => string,
): string {
  const { f, period, limit } = query;
  const backwards = position?.direction === 'prev';
  const column = f === 'new' && tagId === null ? 'created_at' : 'bumped_at';
  const way = backwards ? 'asc' : 'desc';
  const sorted = f === 'top' ? 'people desc, posts desc, id desc' : `${column} ${way}, id ${way}`;
  const account = bind(accountId);
  const newSince = bind(scope.newSince);
  const parts = {
    categories: categories.condition(bind(categories.value)),
    followed: f === 'following' ? bind(scope.followedIds) : '',
    account,
    from:
      (position
        ? fromSql(
            tagId === null ? [column, 'id'] : ['mark.bumped_at', 'mark.topic_id'],
            backwards,
            position.keys.map(bind),
          )
        : '') + (pinned ? ' and id not in (select id from on_top)' : ''),
    order: sorted,
    limit: bind(limit + 1),
    since: f === 'top' ? `(now() - interval '1 ${period}')` : newSince,
  };
  const source = tagId === null ? LIST_SOURCES[f](parts) : taggedSource(parts, bind(tagId));
  const order = sorted.replaceAll(/\b(people|posts|id|created_at|bumped_at)\b/g, 't.$1');
  const inLists = categories.room === 'latest' ? [] : [categories.value].flat();
  const top = pinned
    ? pinnedSource({ account, inLists: bind(inLists), visible: bind(scope.visibleIds) })
    : null;
  return topicRowsSql(top === null ? source : withPins(top, source), {
    account: `${account}::bigint`,
    since: newSince,
    order: top === null ? order : `t.on_top desc, t.pinned_first desc, ${order}`,
    more:
      top === null
        ? ', false as "onTop"'
        : ', t.on_top as "onTop", t.pinned_until as "pinnedUntil", t.pinned_everywhere as "pinnedEverywhere"',
  });
}

/** What stands on top, and what comes below it. */
function withPins(top: string, source: string): string {
  return `with on_top as materialized (${top})
    select on_top.*, true as on_top, on_top.pinned_everywhere as pinned_first from on_top
    union all
    select below.*, false, false from (${source}) below`;
}

export function among(ids: string): string {
  return `category_id = any(${ids}::bigint[]) and last_number > 0`;
}

function fromSql(columns: [string, string], backwards: boolean, [micros, id]: string[]): string {
  return `and (${columns.join(', ')}) ${backwards ? '>' : '<'}
    (timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond', ${id}::bigint)`;
}
