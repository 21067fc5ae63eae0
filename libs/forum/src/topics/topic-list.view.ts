import { Injectable } from '@nestjs/common';
import type {
  AccountRef,
  CategoryRef,
  TopicKind,
  TopicList,
  TopicListQuery,
  TopicState,
  TopicSummary,
} from '@app/contract';
import { accountRefSql, type Viewer } from '@app/identity';
import { cutPage, type Position, ProblemError, readCursor } from '@app/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { categoryFacts } from '../access-facts.ts';
import { whyNot } from '../access.rules.ts';
import { AccessView } from '../access.view.ts';
import { categoryRefSql } from '../categories/category-ref.ts';
import { findCategory } from '../categories/find-category.ts';
import { liveHead } from '../live-head.ts';
import { firstUnread, unreadCount } from '../reading/unread.ts';

/**
 * `bumped_at` in microseconds since 1970, because a JavaScript date would round it and lose or repeat a
 * row, and `id`. At most as many digits as PostgreSQL takes.
 */
const Keys = z.tuple([z.string().regex(/^\d{1,16}$/), z.string().regex(/^\d{1,18}$/)]);
type Keys = z.infer<typeof Keys>;

interface Row {
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
  micros: string;
  author: AccountRef;
  category: CategoryRef;
  participants: AccountRef[];
  firstUnreadNumber: number | null;
  unreadCount: number | null;
}

/** Which topics a list holds: a condition on `topic` with `$1`, and the list's name in cursors and live rooms. */
interface Scope {
  condition: string;
  value: string | string[];
  room: string;
}

@Injectable()
export class TopicListView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /**
   * Topics by their last post, newest first: of one category, or of all that the viewer may see.
   *
   * @throws ProblemError `not-found` for a category the viewer may not know of, `invalid-cursor`
   */
  async latest(viewer: Viewer, { category, cursor, limit }: TopicListQuery): Promise<TopicList> {
    const scope = await this.scopeOf(viewer, category);
    const position = readCursor(scope.room, cursor, Keys);
    const head = await liveHead(this.db, scope.room);
    const rows = await this.rows(viewer, scope, { position, limit: limit + 1 });
    const page = cutPage({
      list: scope.room,
      rows,
      limit,
      position,
      keysOf: ({ micros, id }): Keys => [micros, id],
    });
    return { ...page, items: page.items.map(toSummary), head };
  }

  private async scopeOf(viewer: Viewer, address: string | undefined): Promise<Scope> {
    if (address === undefined) {
      const ids = await this.access.visibleCategoryIds(viewer);
      return { condition: 'category_id = any($1::bigint[]) and last_number > 0', value: ids, room: 'latest' };
    }
    const category = await findCategory(this.db.manager, address);
    const refusal = whyNot(viewer, 'read-category', categoryFacts(category));
    if (refusal) throw new ProblemError(refusal);
    return { condition: 'category_id = $1', value: category.id, room: `cat:${category.id}` };
  }

  private rows(
    viewer: Viewer,
    scope: Scope,
    { position, limit }: { position: Position<Keys> | null; limit: number },
  ): Promise<Row[]> {
    const backwards = position?.direction === 'prev';
    const way = backwards ? 'asc' : 'desc';
    const from = position
      ? `and (bumped_at, id) ${backwards ? '>' : '<'} (timestamptz 'epoch' + $4::bigint * interval '1 microsecond', $5::bigint)`
      : '';
    // The page is cut first, on the index alone; only its rows are joined with anything.
    return this.db.query<Row[]>(
      `with t as (
         select topic.*, (select read from topic_reading
           where topic_id = topic.id and account_id = $3) as read
         from topic where ${scope.condition} and deleted_at is null ${from}
         order by bumped_at ${way}, id ${way} limit $2
       )
       select t.id, t.kind, t.title, t.slug, t.state, t.post_count as "postCount", t.last_number as "lastNumber",
         t.excerpt, t.created_at as "createdAt", t.bumped_at as "bumpedAt", 
         (extract(epoch from t.bumped_at) * 1000000)::bigint::text as micros,
         ${accountRefSql('author')} as author, ${categoryRefSql('category')} as category,
         (select coalesce(jsonb_agg(${accountRefSql('recent')} order by place), '[]')
          from unnest(t.recent_author_ids) with ordinality as wrote (account_id, place)
            join account recent on recent.id = wrote.account_id) as participants,
         ${firstUnread('t.read')} as "firstUnreadNumber", ${unreadCount('t.read')} as "unreadCount"
       from t
         join account author on author.id = t.author_id
         join category on category.id = t.category_id
       order by t.bumped_at ${way}, t.id ${way}`,
      [scope.value, limit, viewer.accountId, ...(position?.keys ?? [])],
    );
  }
}

function toSummary(row: Row): TopicSummary {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    slug: row.slug,
    category: row.category,
    author: row.author,
    participants: row.participants,
    state: row.state,
    postCount: row.postCount,
    lastNumber: row.lastNumber,
    createdAt: row.createdAt.toISOString(),
    bumpedAt: row.bumpedAt.toISOString(),
    firstUnreadNumber: row.firstUnreadNumber,
    unreadCount: row.unreadCount,
    excerpt: row.excerpt,
  };
}
