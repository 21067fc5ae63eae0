import { Injectable } from '@nestjs/common';
import type { TopicList, TopicListName, TopicListQuery, TopicSummary } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { cutPage, ProblemError, readCursor } from '@app/platform';
import { DataSource } from 'typeorm';
import { categoryFacts } from '../access-facts.ts';
import { whyNot } from '../access.rules.ts';
import { findCategory, partIds } from '../categories/find-category.ts';
import { liveHeadSql } from '../live-head.ts';
import { type ReadingScope, ReadingScopeView } from '../reading/reading-scope.view.ts';
import { TagsView } from '../tags/tags.view.ts';
import { among, type AskedList, type Categories, Keys, listSql } from './list-sql.ts';
import { type PinnedRow, toPinned, toSummary, type TopicRow } from './topic-rows.ts';

/** Lists of what concerns one reader. */
const OWN: ReadonlySet<TopicListName> = new Set(['new', 'unread', 'following']);

type FoundRow = PinnedRow & { head: number; onTop: boolean };

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
    const { head, pins, rows } = await this.rows({
      accountId: viewer.accountId,
      query,
      scope,
      categories,
      position,
      tagId,
      pinned: query.f === 'latest' && tagId === null,
    });
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
    const values: unknown[] = [];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const each = lists.map((f, at) => {
      const one = scope.visibleIds.includes(categoryId) ? [categoryId] : [];
      const value =
        { latest: one, unread: scope.visibleIds, following: scope.visibleIds }[f as string] ??
        scope.listedIds;
      const categories = { condition: among, value, room: 'latest' };
      const query = { f, period: 'week', limit } as const;
      const asked = { query, scope, categories, position: null, tagId: null, pinned: false };
      return `select ${at} as list, row.* from (${listSql({ ...asked, accountId: viewer.accountId }, bind)}) row`;
    });
    const rows = await this.db.query<(TopicRow & { list: number; onTop: false })[]>(
      `${each.join(' union all ')} order by list, place`,
      values,
    );
    return lists.map((_, at) =>
      rows
        .filter(({ list }) => list === at)
        .slice(0, limit)
        .map((row) => toSummary(plainRow(row))),
    );
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

  /** With where the list's live room stands, which stands beside every row, and alone where the list is empty. */
  private async rows(asked: AskedList): Promise<{ head: number; pins: PinnedRow[]; rows: TopicRow[] }> {
    const values: unknown[] = [];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const found = await this.db.query<(FoundRow | { id: null; head: number })[]>(
      `select ${liveHeadSql(bind(asked.categories.room))} as head, row.*
       from (values (1)) as page left join lateral (${listSql(asked, bind)}) row on true
       order by row.place`,
      values,
    );
    const topics = found.filter((row): row is FoundRow => row.id !== null);
    return {
      head: found[0]?.head ?? 0,
      pins: topics.filter(({ onTop }) => onTop).map(plainRow),
      rows: topics.filter(({ onTop }) => !onTop).map(plainRow),
    };
  }
}

/** A topic as it was found, without where it stood. */
function plainRow<Row extends object>(
  row: Row & { head?: number; onTop: boolean; list?: number },
): Omit<Row, 'head' | 'onTop' | 'list'> {
  const { head: _, onTop: __, list: ___, ...topic } = row;
  return topic;
}
