import { Injectable } from '@nestjs/common';
import type { AuthoredPost, CategoryRef, Page, PageQuery } from '@app/contract';
import { AccountsView, type Viewer } from '@app/identity';
import { cutPage, readCursor } from '@app/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { AccessView } from '../access.view.ts';
import { categoryRefSql } from '../categories/category-ref.ts';
import { textOf } from '../text/text-of.ts';

/** `created_at` in microseconds since 1970, which a JavaScript date would round, and `id`. */
const Keys = z.tuple([z.string().regex(/^\d{1,16}$/), z.string().regex(/^\d{1,18}$/)]);
type Keys = z.infer<typeof Keys>;

interface Row {
  id: string;
  number: number;
  html: string;
  createdAt: Date;
  micros: string;
  topic: AuthoredPost['topic'];
  category: CategoryRef;
}

/** What somebody has written, as far as the one looking may read it. */
@Injectable()
export class AuthoredPostsView {
  constructor(
    private readonly db: DataSource,
    private readonly accounts: AccountsView,
    private readonly access: AccessView,
  ) {}

  /**
   * An account's posts, newest first; `topics` are those that opened a topic.
   *
   * @param address `handle` or `handle@domain`
   * @throws ProblemError `not-found`, `invalid-cursor`
   */
  async list(
    viewer: Viewer,
    address: string,
    kind: 'posts' | 'topics',
    { cursor, limit }: PageQuery,
  ): Promise<Page<AuthoredPost>> {
    const { id: authorId } = await this.accounts.profile(address, viewer);
    const list = `authored:${kind}:${authorId}`;
    const position = readCursor(list, cursor, Keys);
    const backwards = position?.direction === 'prev';
    const way = backwards ? 'asc' : 'desc';
    const visible = await this.access.visibleCategoryIds(viewer);
    const rows = await this.db.query<Row[]>(
      `select p.id, p.number, p.html, p.created_at as "createdAt",
         (extract(epoch from p.created_at) * 1000000)::bigint::text as micros,
         jsonb_build_object('id', t.id::text, 'slug', t.slug, 'title', t.title) as topic,
         ${categoryRefSql('c')} as category
       from post p join topic t on t.id = p.topic_id join category c on c.id = t.category_id
       where p.author_id = $1 and p.kind = 'post' and p.deleted_at is null and t.deleted_at is null
         and t.category_id = any($2::bigint[]) ${kind === 'topics' ? 'and p.number = 1' : ''}
         ${position ? `and (p.created_at, p.id) ${backwards ? '>' : '<'} (timestamptz 'epoch' + $4::bigint * interval '1 microsecond', $5::bigint)` : ''}
       order by p.created_at ${way}, p.id ${way} limit $3`,
      [authorId, visible, limit + 1, ...(position?.keys ?? [])],
    );
    const page = cutPage({ list, rows, limit, position, keysOf: ({ micros, id }): Keys => [micros, id] });
    return { ...page, items: page.items.map(toAuthoredPost) };
  }
}

function toAuthoredPost({ id, number, html, createdAt, topic, category }: Row): AuthoredPost {
  return { id, number, excerpt: textOf(html, 300), createdAt: createdAt.toISOString(), topic, category };
}
