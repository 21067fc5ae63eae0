import { Injectable } from '@nestjs/common';
import type { TopicList, TopicListName, TopicListQuery, TopicSummary } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { cutPage, type Position, ProblemError, readCursor } from '@app/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { categoryFacts } from '../access-facts.ts';
import { whyNot } from '../access.rules.ts';
import { findCategory } from '../categories/find-category.ts';
import { partIds } from '../categories/part-ids.ts';
import { liveHead } from '../live-head.ts';
import { type ReadingScope, ReadingScopeView } from '../reading/reading-scope.view.ts';
import { TagsView } from '../tags/tags.view.ts';
import { LIST_SOURCES, pinnedSource, taggedSource } from './list-sources.ts';
import { type PinnedRow, toPinned, toSummary, type TopicRow, topicRowsSql } from './topic-rows.ts';

/**
 * The time that a list is sorted by in microseconds since 1970, because a JavaScript date would round it and
 * lose or repeat a row, and `id`. At most as many digits as PostgreSQL takes.
 */
const Keys = z.tuple([z.string().regex(/^\d{1,16}$/), z.string().regex(/^\d{1,18}$/)]);
type Keys = z.infer<typeof Keys>;

/** Which categories a list is about: a condition on `topic`, and the list's name in cursors and live rooms. */
interface Categories {
  condition: (placeholder: string) => string;
  value: string | string[];
  room: string;
}

/** Lists of what concerns one reader. */
const OWN: ReadonlySet<TopicListName> = new Set(['new', 'unread', 'following']);

@Injectable()
export class TopicListView {
  constructor(
    private readonly db: DataSource,
    private readonly scope: ReadingScopeView,
    private readonly tags: TagsView,
  ) {}

  /**
   * One page of a list of topics, of one category or of all that the viewer may see. `top` has one page.
   *
   * @throws ProblemError `not-found` for a category the viewer may not know of, `invalid-cursor`,
   *   `sign-in-required` for lists of what concerns one reader
   */
  async list(viewer: Viewer, query: TopicListQuery): Promise<TopicList> {
    if (OWN.has(query.f)) signedIn(viewer);
    const scope = await this.scope.of(viewer);
    const categories = await this.categoriesOf(viewer, query, scope);
    const tagId = query.tag === undefined ? null : (await this.tags.known(viewer, query.tag)).id;
    const list = `${tagId === null ? query.f : `tag-${tagId}`}:${categories.room}`;
    const position = readCursor(list, query.cursor, Keys);
    const head = await liveHead(this.db, categories.room);
    const pins = query.f === 'latest' && tagId === null ? await this.pins(viewer, scope, categories) : [];
    const rows = await this.rows(viewer, { query, scope, categories, position, tagId, pins });
    const page = cutPage({
      list,
      rows,
      limit: query.limit,
      position,
      keysOf: ({ createdMicros, bumpedMicros, id }): Keys => [
        query.f === 'new' ? createdMicros : bumpedMicros,
        id,
      ],
    });
    return {
      ...page,
      ...(query.f === 'top' ? { next: null, prev: null } : {}),
      items: page.items.map(toSummary),
      pinned: position === null ? pins.map(toPinned) : [],
      head,
      asOf: scope.now.toISOString(),
    };
  }

  /**
   * The first topics of several lists at once; `latest` of one category, which shows what the viewer may see.
   *
   * @throws ProblemError `sign-in-required` for lists of what concerns one reader
   */
  async glimpse(
    viewer: Viewer,
    { lists, categoryId, limit }: { lists: readonly TopicListName[]; categoryId: string; limit: number },
  ): Promise<TopicSummary[][]> {
    if (lists.some((name) => OWN.has(name))) signedIn(viewer);
    const scope = await this.scope.of(viewer);
    const found: TopicSummary[][] = [];
    for (const f of lists) {
      const one = scope.visibleIds.includes(categoryId) ? [categoryId] : [];
      const value =
        { latest: one, unread: scope.visibleIds, following: scope.visibleIds }[f as string] ??
        scope.listedIds;
      const categories = { condition: among, value, room: 'latest' };
      const query = { f, period: 'week', limit } as const;
      const rows = await this.rows(viewer, {
        query,
        scope,
        categories,
        position: null,
        tagId: null,
        pins: [],
      });
      found.push(rows.slice(0, limit).map(toSummary));
    }
    return found;
  }

  private async categoriesOf(
    viewer: Viewer,
    { category: address, f }: TopicListQuery,
    { visibleIds, listedIds }: ReadingScope,
  ): Promise<Categories> {
    if (address === undefined) {
      // What somebody follows stays in sight also where they muted the category around it.
      const value = f === 'unread' || f === 'following' ? visibleIds : listedIds;
      return { condition: among, value, room: 'latest' };
    }
    const category = await findCategory(this.db.manager, address);
    const refusal = whyNot(viewer, 'read-category', categoryFacts(category));
    if (refusal) throw new ProblemError(refusal);
    const parts = await partIds(this.db, category.id);
    const room = `cat:${category.id}`;
    // Alone, it is read along its own index.
    if (parts.length === 0) return { condition: (id) => `category_id = ${id}`, value: category.id, room };
    return {
      condition: among,
      value: [category.id, ...parts.filter((id) => visibleIds.includes(id))],
      room,
    };
  }

  /** A topic that stands on top stands nowhere else, whichever page is read. */
  private pins(viewer: Viewer, scope: ReadingScope, categories: Categories): Promise<PinnedRow[]> {
    const inLists = categories.room === 'latest' ? [] : [categories.value].flat();
    const source = pinnedSource({ account: '$1', inLists: '$3', visible: '$4' });
    return this.db.query<PinnedRow[]>(
      topicRowsSql(source, {
        account: '$1::bigint',
        since: '$2',
        order: 't.pinned_everywhere desc, t.bumped_at desc, t.id desc',
        more: ', t.pinned_until as "pinnedUntil", t.pinned_everywhere as "pinnedEverywhere"',
      }),
      [viewer.accountId, scope.newSince, inLists, scope.visibleIds],
    );
  }

  private rows(
    viewer: Viewer,
    {
      query,
      scope,
      categories,
      position,
      tagId,
      pins,
    }: {
      query: TopicListQuery;
      scope: ReadingScope;
      categories: Categories;
      position: Position<Keys> | null;
      tagId: string | null;
      pins: readonly PinnedRow[];
    },
  ): Promise<TopicRow[]> {
    const values: unknown[] = [];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const { f, period, limit } = query;
    const backwards = position?.direction === 'prev';
    const column = f === 'new' && tagId === null ? 'created_at' : 'bumped_at';
    const way = backwards ? 'asc' : 'desc';
    const sorted = f === 'top' ? 'people desc, posts desc, id desc' : `${column} ${way}, id ${way}`;
    const account = bind(viewer.accountId);
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
          : '') + (pins.length > 0 ? ` and id <> all(${bind(pins.map(({ id }) => id))}::bigint[])` : ''),
      order: sorted,
      limit: bind(limit + 1),
      since: f === 'top' ? `(now() - interval '1 ${period}')` : newSince,
    };
    const source = tagId === null ? LIST_SOURCES[f](parts) : taggedSource(parts, bind(tagId));
    const order = sorted.replaceAll(/\b(people|posts|id|created_at|bumped_at)\b/g, 't.$1');
    return this.db.query<TopicRow[]>(
      topicRowsSql(source, { account: `${account}::bigint`, since: newSince, order }),
      values,
    );
  }
}

function among(ids: string): string {
  return `category_id = any(${ids}::bigint[]) and last_number > 0`;
}

function fromSql(columns: [string, string], backwards: boolean, [micros, id]: string[]): string {
  return `and (${columns.join(', ')}) ${backwards ? '>' : '<'}
    (timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond', ${id}::bigint)`;
}
