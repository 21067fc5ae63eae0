import { Injectable } from '@nestjs/common';
import type { AccountRef, Bookmark, BookmarkList, OwnBookmark, PageQuery } from '@app/contract';
import { accountRefSql, signedIn, type Viewer } from '@app/identity';
import { cutPage, readCursor } from '@app/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { AccessView } from '../access.view.ts';
import { textOf } from '../text/text-of.ts';

const Key = z.string().regex(/^\d{1,18}$/);

interface Row {
  id: string;
  postId: string;
  topic: { id: string; slug: string; title: string };
  number: number;
  author: AccountRef;
  html: string;
  note: string;
  remindAt: Date | null;
  due: boolean;
  createdAt: Date;
}

@Injectable()
export class BookmarksView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /**
   * The viewer's bookmarks, the latest first, without what they may no longer see or what is gone.
   *
   * @throws ProblemError `sign-in-required`, `invalid-cursor`
   */
  async list(viewer: Viewer, { cursor, limit }: PageQuery): Promise<BookmarkList> {
    const accountId = signedIn(viewer);
    const list = `bookmarks:${accountId}`;
    const position = readCursor(list, cursor, Key);
    const backwards = position?.direction === 'prev';
    const rows = await this.rows(viewer, {
      more: position ? `and b.id ${backwards ? '>' : '<'} $4` : '',
      order: backwards ? 'asc' : 'desc',
      limit: limit + 1,
      values: position ? [position.keys] : [],
    });
    const page = cutPage({ list, rows, limit, position, keysOf: ({ id }) => id });
    return { ...page, items: page.items.map(toBookmark) };
  }

  /** The viewer's bookmark of a post that they may see; null where there is none. */
  async ofPost(viewer: Viewer, postId: string): Promise<OwnBookmark> {
    const [row] = await this.rows(viewer, {
      more: 'and b.post_id = $4',
      order: 'desc',
      limit: 1,
      values: [postId],
    });
    return { bookmark: row ? toBookmark(row) : null };
  }

  private async rows(
    viewer: Viewer,
    { more, order, limit, values }: { more: string; order: 'asc' | 'desc'; limit: number; values: string[] },
  ): Promise<Row[]> {
    const visible = await this.access.visibleCategoryIds(viewer);
    return this.db.query(
      `select b.id, b.post_id as "postId", jsonb_build_object('id', t.id::text, 'slug', t.slug, 'title', t.title) as topic,
         p.number, ${accountRefSql('author')} as author, p.html, b.note, b.remind_at as "remindAt",
         coalesce(b.remind_at <= now(), false) as due, b.created_at as "createdAt"
       from bookmark b
         join post p on p.id = b.post_id
         join topic t on t.id = p.topic_id
         join account author on author.id = p.author_id
       where b.account_id = $1 and p.deleted_at is null and t.deleted_at is null
         and t.category_id = any($2::bigint[]) ${more}
       order by b.id ${order} limit $3`,
      [signedIn(viewer), visible, limit, ...values],
    );
  }
}

function toBookmark({ html, remindAt, createdAt, ...row }: Row): Bookmark {
  return {
    ...row,
    excerpt: textOf(html),
    remindAt: remindAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}
