import { Injectable } from '@nestjs/common';
import type { AccountRef, Notification, NotificationList, NotificationListQuery } from '@app/contract';
import { AccessView, textOf } from '@app/forum';
import { accountRefSql, signedIn, type Viewer } from '@app/identity';
import { cutPage, readCursor } from '@app/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { kindsUnder, natureOf } from './kinds.rules.ts';
import { STANDING_ITEM, STILL_ASKED, TOPIC_JOINS, UNMET_ITEM, visibleTopic } from './unread.ts';

type Row = Omit<Notification, 'tab' | 'needing' | 'actors' | 'excerpt' | 'at'> & {
  toldAt: string;
  at: Date;
  actorIds: string[];
  postId: string | null;
};

/** Microseconds and id: what tells two notifications apart. */
const Keys = z.tuple([z.string().regex(/^\d{1,18}$/), z.uuid()]);
const EXCERPT = 140;

@Injectable()
export class NotificationsView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /**
   * What the viewer was told, newest first, as far as they may see it now.
   *
   * @throws ProblemError `invalid-cursor`
   */
  async list(viewer: Viewer, { tab, cursor, limit }: NotificationListQuery): Promise<NotificationList> {
    const accountId = signedIn(viewer);
    const list = `notifications:${accountId}:${tab ?? ''}`;
    const position = readCursor(list, cursor, Keys);
    const backwards = position?.direction === 'prev';
    const rows: Row[] = await this.db.query(
      `select n.id, n.kind, n.told_at as at, (extract(epoch from n.told_at) * 1000000)::bigint::text as "toldAt",
         n.read_at is not null or unmet = 0 or not ${STILL_ASKED} as read,
         case when n.read_at is null and unmet > 0 then unmet else standing end as count,
         items.number, items."postId", items."actorIds",
         jsonb_build_object('id', t.id::text, 'kind', t.kind, 'title', t.title, 'slug', t.slug,
           'category', jsonb_build_object('id', c.id::text, 'slug', c.slug::text,
             'domain', nullif(c.domain::text, ''), 'name', c.name, 'colour', c.colour)) as topic
       from notification n ${TOPIC_JOINS} join category c on c.id = t.category_id
       cross join lateral (
         select count(*)::int as standing, (count(*) filter (where fresh))::int as unmet,
           (array_agg(number order by fresh desc, number))[1] as number,
           (array_agg(post_id::text order by fresh desc, number))[1] as "postId",
           coalesce(array_agg(actor_id::text order by at desc) filter (where actor_id is not null), '{}') as "actorIds"
         from (
           select i.number, i.post_id, i.actor_id, i.at, n.read_at is null and ${UNMET_ITEM} as fresh
           from notification_item i left join post p on p.id = i.post_id
           where i.notification_id = n.id and ${STANDING_ITEM} order by i.at desc limit 100) item
       ) items
       where n.account_id = $1 and n.on_site and n.kind = any($2) and ${visibleTopic('$3', '$7')}
         and items.standing > 0
         and ($4::bigint is null or (n.told_at, n.id) ${backwards ? '>' : '<'}
           (timestamptz 'epoch' + $4::bigint * interval '1 microsecond', $5::uuid))
       order by n.told_at ${backwards ? 'asc' : 'desc'}, n.id ${backwards ? 'asc' : 'desc'} limit $6`,
      [
        accountId,
        kindsUnder(tab),
        await this.access.visibleCategoryIds(viewer),
        position?.keys[0] ?? null,
        position?.keys[1] ?? null,
        limit + 1,
        viewer.groupIds,
      ],
    );
    const page = cutPage({
      list,
      rows,
      limit,
      position,
      keysOf: ({ toldAt, id }): [string, string] => [toldAt, id],
    });
    return { ...page, items: await this.complete(page.items) };
  }

  /** Adds who wrote and how the posts begin: one query each for a whole page. */
  private async complete(rows: Row[]): Promise<Notification[]> {
    const actorIds = rows.map((row) => [...new Set(row.actorIds)].slice(0, 3));
    const accounts: { account: AccountRef }[] = await this.db.query(
      `select ${accountRefSql('a')} as account from account a where a.id = any($1)`,
      [[...new Set(actorIds.flat())]],
    );
    const posts: { id: string; html: string }[] = await this.db.query(
      `select id::text, html from post where id = any($1)`,
      [rows.map(({ postId }) => postId).filter((id) => id !== null)],
    );
    const names = new Map(accounts.map(({ account }) => [account.id, account]));
    const texts = new Map(posts.map(({ id, html }) => [id, textOf(html, EXCERPT)]));
    return rows.map(({ id, kind, read, count, topic, number, at, postId }, index) => ({
      id,
      kind,
      ...natureOf(kind),
      read,
      count,
      actors: actorIds[index]!.flatMap((actor) => names.get(actor) ?? []),
      topic,
      number,
      excerpt: texts.get(postId ?? '') ?? '',
      at: at.toISOString(),
    }));
  }
}
