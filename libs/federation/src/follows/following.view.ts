import { Injectable } from '@nestjs/common';
import type { AccountRef, FollowedPost, Page, PageQuery, PersonFollow } from '@app/contract';
import { AccessView, categoryRefSql, textOf } from '@app/forum';
import { accountRefSql, heardSql, signedIn, type Viewer } from '@app/identity';
import { cutPage, readCursor } from '@app/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';

/** `created_at` in microseconds since 1970, which a JavaScript date would round, and `id`. */
const Keys = z.tuple([z.string().regex(/^\d{1,16}$/), z.string().regex(/^\d{1,18}$/)]);
type Keys = z.infer<typeof Keys>;

type Row = Omit<FollowedPost, 'excerpt' | 'createdAt'> & { html: string; createdAt: Date; micros: string };

const MOST_PEOPLE = 500;

/** Whom and what a member follows outside of the lists of this community, and what comes of it. */
@Injectable()
export class FollowingView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /** What a member has with somebody; null where they do not follow them. */
  async state(viewer: Viewer, targetId: string): Promise<PersonFollow | null> {
    const [row] = await this.db.query<PersonFollow[]>(
      `select state from ap_person_follow where account_id = $1 and target_id = $2`,
      [viewer.accountId, targetId],
    );
    return row ?? null;
  }

  /** The people whom a member follows, those asked last first. */
  async people(viewer: Viewer): Promise<(PersonFollow & { account: AccountRef })[]> {
    return this.db.query(
      `select ${accountRefSql('a')} as account, f.state from ap_person_follow f join account a on a.id = f.target_id
       where f.account_id = $1 and a.deleted_at is null order by f.created_at desc, f.target_id limit $2`,
      [signedIn(viewer), MOST_PEOPLE],
    );
  }

  /**
   * What people whom a member follows wrote, and the topics of the categories elsewhere that they follow,
   * the newest first.
   *
   * @throws ProblemError sign-in-required, invalid-cursor
   */
  async posts(viewer: Viewer, { cursor, limit }: PageQuery): Promise<Page<FollowedPost>> {
    const accountId = signedIn(viewer);
    const list = `followed:${accountId}`;
    const position = readCursor(list, cursor, Keys);
    const backwards = position?.direction === 'prev';
    const way = backwards ? 'asc' : 'desc';
    const from = (alias: string) =>
      position
        ? `and (${alias}.created_at, ${alias}.id) ${backwards ? '>' : '<'} (timestamptz 'epoch' + $4::bigint * interval '1 microsecond', $5::bigint)`
        : '';
    // Each of those followed along its own index, so that a page costs the same however much there is.
    const rows = await this.db.query<Row[]>(
      `with people as materialized (
         select target_id as id from ap_person_follow where account_id = $1 and state <> 'rejected'
       ), categories as materialized (
         select category_id as id from ap_follow where requested_by_id = $1 and state <> 'rejected'
         union
         select f.category_id from category_follow f join category c on c.id = f.category_id
         where f.account_id = $1 and f.level <> 'mute' and c.domain <> ''
       ), found as (
         select p.id from people cross join lateral (
           select p.id from post p where p.author_id = people.id and p.kind = 'post' and p.deleted_at is null ${from('p')}
           order by p.created_at ${way}, p.id ${way} limit $3) p
         union
         select p.id from categories cross join lateral (
           select first.id from topic t join post first on first.topic_id = t.id and first.number = 1
           where t.category_id = categories.id and t.deleted_at is null and first.deleted_at is null ${from('first')}
           order by t.created_at ${way}, t.id ${way} limit $3) p
       )
       select p.id, p.number, p.html, p.created_at as "createdAt",
         (extract(epoch from p.created_at) * 1000000)::bigint::text as micros, ${accountRefSql('a')} as author,
         jsonb_build_object('id', t.id::text, 'slug', t.slug, 'title', t.title) as topic,
         ${categoryRefSql('c')} || jsonb_build_object('person', c.person) as category
       from found join post p on p.id = found.id join account a on a.id = p.author_id
         join topic t on t.id = p.topic_id join category c on c.id = t.category_id
       where t.deleted_at is null and t.category_id = any($2::bigint[]) and ${heardSql('$1', 'p.author_id')}
       order by p.created_at ${way}, p.id ${way} limit $3`,
      [accountId, await this.access.visibleCategoryIds(viewer), limit + 1, ...(position?.keys ?? [])],
    );
    const page = cutPage({ list, rows, limit, position, keysOf: ({ micros, id }): Keys => [micros, id] });
    return { ...page, items: page.items.map(toFollowedPost) };
  }
}

function toFollowedPost({ id, number, html, createdAt, author, topic, category }: Row): FollowedPost {
  const excerpt = textOf(html, 600);
  return { id, number, excerpt, createdAt: createdAt.toISOString(), author, topic, category };
}
