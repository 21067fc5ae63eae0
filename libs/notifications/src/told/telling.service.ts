import { Injectable } from '@nestjs/common';
import type { Channels, NotificationKind } from '@app/contract';
import { EventLog } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { DeliveriesService } from '../delivery/deliveries.service.ts';
import { channelsOf } from '../preferences/channels.ts';
import { eventOf, reachesNobody } from '../preferences/defaults.rules.ts';
import { AudienceView } from './audience.view.ts';
import { natureOf } from './kinds.rules.ts';

/** Something to tell people. */
export interface News {
  kind: NotificationKind;
  topicId: string;
  /** What it is about, as in `post:12`: nobody is told the same thing twice, whatever the reason. */
  source: string;
  postId?: string;
  number?: number;
  actorId?: string | null;
}

const AT_ONCE = 1000;

@Injectable()
export class TellingService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
    private readonly audience: AudienceView,
    private readonly deliveries: DeliveriesService,
  ) {}

  /** Tells people something, those of them who may see the topic now and want to hear of such things. */
  async tell(news: News, accountIds: readonly string[]): Promise<void> {
    const { topicId, actorId = null, kind } = news;
    const despiteMute = natureOf(kind).tab === 'decisions' || kind === 'decision-review';
    const allowed = await this.audience.of({ topicId, actorId, despiteMute }, accountIds);
    // In the order of their ids: two transactions that tell the same people must not wait for each other.
    for (let start = 0; start < allowed.length; start += AT_ONCE) {
      await this.db.transaction((tx) => this.tellSome(tx, news, allowed.slice(start, start + AT_ONCE)));
    }
  }

  private async tellSome(tx: EntityManager, news: News, accountIds: string[]): Promise<void> {
    const [topic] = await tx.query<{ categoryId: string }[]>(
      `select category_id as "categoryId" from topic where id = $1`,
      [news.topicId],
    );
    if (!topic) return;
    const about = { event: eventOf(news.kind), categoryId: topic.categoryId };
    const channels = await channelsOf(tx, accountIds, about);
    const reached = accountIds.filter((id) => !reachesNobody(channels.get(id)!));
    const told = await this.write(tx, news, reached, channels);
    if (told.length === 0) return;
    await this.deliveries.order(tx, news.source, told, channels);
    await this.events.append(tx, { name: 'notifications.changed', accountIds: told });
  }

  /** @returns who had not been told before */
  private async write(
    tx: EntityManager,
    { kind, topicId, source, postId, number, actorId }: News,
    accountIds: string[],
    channels: Map<string, Channels>,
  ): Promise<string[]> {
    const rows: { accountId: string }[] = await tx.query(
      `with fresh as (
         select told.account_id, told.on_site
         from unnest($1::bigint[], $2::boolean[]) as told (account_id, on_site)
         where not exists (
           select from notification_item i where i.account_id = told.account_id and i.source = $5)
       ), grouped as (
         insert into notification (account_id, kind, topic_id, on_site, told_at)
         select account_id, $3, $4, on_site, clock_timestamp() from fresh
         on conflict (account_id, topic_id, kind) where read_at is null
           do update set told_at = excluded.told_at, on_site = excluded.on_site
         returning id, account_id
       )
       insert into notification_item (account_id, source, notification_id, post_id, number, actor_id)
       select account_id, $5, id, $6, $7, $8 from grouped
       on conflict (account_id, source) do nothing
       returning account_id as "accountId"`,
      [
        accountIds,
        accountIds.map((id) => channels.get(id)!.site),
        kind,
        topicId,
        source,
        postId ?? null,
        number ?? null,
        actorId ?? null,
      ],
    );
    return rows.map(({ accountId }) => accountId);
  }
}
