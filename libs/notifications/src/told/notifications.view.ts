import { Injectable } from '@nestjs/common';
import type { AccountRef, Notification, NotificationList, NotificationListQuery } from '@app/contract';
import { AccessView, textOf } from '@app/forum';
import { accountRefSql, signedIn, type Viewer } from '@app/identity';
import { cutPage, readCursor } from '@app/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { kindsUnder, natureOf } from './kinds.rules.ts';
import { STANDING_ITEM, STILL_ASKED, TOPIC_JOINS, UNMET_ITEM, visibleTopic } from './unread.ts';

type Row = Omit<Notification, 'tab' | 'needing' | 'excerpt' | 'at'> & {
  toldAt: string;
  at: Date;
  actors: AccountRef[];
  /** The text of the post that it is about, as HTML. */
  html: string | null;
};

/** Microseconds and id: what tells two notifications apart. */
const Keys = z.tuple([z.string().regex(/^\d{1,18}$/), z.uuid()]);
const EXCERPT = 140;
const MOST_ACTORS = 3;

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
  async list(viewer: Viewer, query: NotificationListQuery): Promise<NotificationList> {
    return (await this.listWith(viewer, query)).list;
  }

  /**
   * The list together with something else, in one query.
   *
   * @param beside an SQL expression for jsonb; it finds the account in `$1`, and in `$3` the categories whose topics
   *   they may see
   */
  async listWith<Beside>(
    viewer: Viewer,
    { tab, cursor, limit }: NotificationListQuery,
    beside = 'null::jsonb',
  ): Promise<{ list: NotificationList; beside: Beside | undefined }> {
    const accountId = signedIn(viewer);
    const list = `notifications:${accountId}:${tab ?? ''}`;
    const position = readCursor(list, cursor, Keys);
    const way = position?.direction === 'prev' ? 'asc' : 'desc';
    const found: ({ beside: Beside } & (Row | { id: null }))[] = await this.db.query(
      `select ${beside} as beside, told.* from (values (1)) as page left join lateral (
       select n.id, n.kind, n.told_at as at, (extract(epoch from n.told_at) * 1000000)::bigint::text as "toldAt",
         n.read_at is not null or unmet = 0 or not ${STILL_ASKED} as read,
         case when n.read_at is null and unmet > 0 then unmet else standing end as count,
         items.number, (select html from post where id = items."postId") as html,
         (select coalesce(jsonb_agg(${accountRefSql('a')} order by place), '[]') from (
            select id, min(place) as place from unnest(items."actorIds") with ordinality as one (id, place)
            group by id order by 2 limit ${MOST_ACTORS}) actor join account a on a.id = actor.id) as actors,
         jsonb_build_object('id', t.id::text, 'kind', t.kind, 'title', t.title, 'slug', t.slug,
           'category', jsonb_build_object('id', c.id::text, 'slug', c.slug::text,
             'domain', nullif(c.domain::text, ''), 'name', c.name, 'colour', c.colour)) as topic
       from notification n ${TOPIC_JOINS} join category c on c.id = t.category_id
       cross join lateral (
         select count(*)::int as standing, (count(*) filter (where fresh))::int as unmet,
           (array_agg(number order by fresh desc, number))[1] as number,
           (array_agg(post_id order by fresh desc, number))[1] as "postId",
           coalesce(array_agg(actor_id order by at desc) filter (where actor_id is not null), '{}') as "actorIds"
         from (
           select i.number, i.post_id, i.actor_id, i.at, n.read_at is null and ${UNMET_ITEM} as fresh
           from notification_item i left join post p on p.id = i.post_id
           where i.notification_id = n.id and ${STANDING_ITEM} order by i.at desc limit 100) item
       ) items
       where n.account_id = $1 and n.on_site and n.kind = any($2) and ${visibleTopic('$3', '$7')}
         and items.standing > 0
         and ($4::bigint is null or (n.told_at, n.id) ${way === 'asc' ? '>' : '<'}
           (timestamptz 'epoch' + $4::bigint * interval '1 microsecond', $5::uuid))
       order by n.told_at ${way}, n.id ${way} limit $6
       ) told on true order by told.at ${way}, told.id ${way}`,
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
      rows: found.flatMap((row) => (row.id === null ? [] : [row])),
      limit,
      position,
      keysOf: ({ toldAt, id }): [string, string] => [toldAt, id],
    });
    return { list: { ...page, items: page.items.map(toNotification) }, beside: found[0]?.beside };
  }
}

function toNotification({ id, kind, read, count, actors, topic, number, at, html }: Row): Notification {
  return {
    id,
    kind,
    ...natureOf(kind),
    read,
    count,
    actors,
    topic,
    number,
    excerpt: html === null ? '' : textOf(html, EXCERPT),
    at: at.toISOString(),
  };
}
