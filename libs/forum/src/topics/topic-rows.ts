import type {
  AccountRef,
  CategoryRef,
  FollowLevel,
  TopicKind,
  TopicList,
  TopicState,
  TopicSummary,
} from '@app/contract';
import { accountRefSql } from '@app/identity';
import { categoryRefSql } from '../categories/category-ref.ts';
import { tagNamesSql } from '../tags/known-tags.ts';
import { firstUnread, unreadCount } from '../reading/unread.ts';

export interface TopicRow {
  id: string;
  kind: TopicKind;
  title: string;
  slug: string;
  state: TopicState;
  postCount: number;
  lastNumber: number;
  excerpt: string;
  createdAt: Date;
  bumpedAt: Date;
  bumpedMicros: string;
  createdMicros: string;
  author: AccountRef;
  category: CategoryRef;
  participants: AccountRef[];
  firstUnreadNumber: number | null;
  unreadCount: number | null;
  level: FollowLevel | null;
  isNew: boolean;
  tags: string[];
  place: string;
  deciding: TopicSummary['deciding'];
}

const micros = (column: string) => `(extract(epoch from ${column}) * 1000000)::bigint::text`;

/**
 * What a list shows of each topic, around the SQL that chose them: only the rows of the page are joined
 * with anything. Sort by `place`.
 *
 * @param source selects `topic.*`
 * @param account placeholder of the viewer's account id
 * @param since placeholder of the time from which on topics are new to the viewer
 * @param order by columns of `t`
 * @param more columns of `t`, after a comma
 */
export function topicRowsSql(
  source: string,
  { account, since, order, more = '' }: { account: string; since: string; order: string; more?: string },
): string {
  return `with t as materialized (${source})
    select t.id, t.kind, t.title, t.slug, t.state, t.post_count as "postCount", t.last_number as "lastNumber",
      t.excerpt, t.created_at as "createdAt", t.bumped_at as "bumpedAt",
      ${micros('t.bumped_at')} as "bumpedMicros", ${micros('t.created_at')} as "createdMicros",
      ${accountRefSql('author')} as author, ${categoryRefSql('category')} as category,
      (select coalesce(jsonb_agg(${accountRefSql('recent')} order by place), '[]')
       from unnest(t.recent_author_ids) with ordinality as wrote (account_id, place)
         join account recent on recent.id = wrote.account_id) as participants,
      ${firstUnread('r.read')} as "firstUnreadNumber",
      case when r.last_visit_at is not null or r.unread then ${unreadCount('r.read')} end as "unreadCount",
      case when r.level_source is not null then r.level else
        (select level from category_follow where account_id = ${account} and category_id = t.category_id) end as level,
      coalesce(t.created_at > ${since}::timestamptz and r.last_visit_at is null and t.author_id <> ${account}, false) as "isNew",
      ${tagNamesSql('t.id')} as tags, t.deciding, row_number() over (order by ${order}) as place${more}
    from t
      join account author on author.id = t.author_id
      join category on category.id = t.category_id
      left join lateral (
        select * from topic_reading where account_id = ${account} and topic_id = t.id limit 1) r on true`;
}

export interface PinnedRow extends TopicRow {
  pinnedUntil: Date;
  pinnedEverywhere: boolean;
}

export function toPinned({ pinnedUntil, pinnedEverywhere, ...row }: PinnedRow): TopicList['pinned'][number] {
  return { ...toSummary(row), pinnedUntil: pinnedUntil.toISOString(), pinnedEverywhere };
}

/** Also of a row below others that stand on top, which is read with them. */
export function toSummary(row: TopicRow & Partial<PinnedRow>): TopicSummary {
  const {
    bumpedMicros: _,
    createdMicros: __,
    place: ___,
    pinnedUntil: ____,
    pinnedEverywhere: _____,
    ...shown
  } = row;
  return { ...shown, createdAt: row.createdAt.toISOString(), bumpedAt: row.bumpedAt.toISOString() };
}
