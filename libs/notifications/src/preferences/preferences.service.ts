import { Injectable } from '@nestjs/common';
import type { ChangeNotificationPreferences, NotificationEvent } from '@app/contract';
import { AccessView } from '@app/forum';
import { signedIn, type Viewer } from '@app/identity';
import { DataSource, type EntityManager } from 'typeorm';
import { DEFAULTS } from './defaults.rules.ts';

@Injectable()
export class PreferencesService {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /** Takes over what was chosen. Of categories that the viewer may not see, nothing is kept. */
  async change(
    viewer: Viewer,
    { events, quiet, zone, categories }: ChangeNotificationPreferences,
  ): Promise<void> {
    const accountId = signedIn(viewer);
    const visible = categories ? await this.access.visibleCategoryIds(viewer) : [];
    await this.db.transaction(async (tx) => {
      if (events) await this.choose(tx, accountId, events);
      if (quiet !== undefined || zone !== undefined) {
        await tx.query(
          `insert into notification_hours (account_id, zone, quiet_from, quiet_until)
           values ($1, coalesce($2, 'UTC'), $3, $4)
           on conflict (account_id) do update set zone = coalesce($2, notification_hours.zone),
             quiet_from = case when $5 then excluded.quiet_from else notification_hours.quiet_from end,
             quiet_until = case when $5 then excluded.quiet_until else notification_hours.quiet_until end`,
          [accountId, zone ?? null, quiet?.from ?? null, quiet?.until ?? null, quiet !== undefined],
        );
      }
      const known = categories?.filter(({ id }) => visible.includes(id)) ?? [];
      await this.reach(tx, accountId, known);
    });
  }

  /** No more mail about one kind of event, or none at all. */
  async endMail(accountId: string, event: NotificationEvent | null): Promise<void> {
    const ended = event === null ? (Object.keys(DEFAULTS) as NotificationEvent[]) : [event];
    await this.db.transaction(async (tx) => {
      for (const one of ended) {
        await tx.query(
          `insert into notification_choice (account_id, event, site, push, mail) values ($1, $2, $3, $4, 'never')
           on conflict (account_id, event) do update set mail = 'never'`,
          [accountId, one, DEFAULTS[one].site, DEFAULTS[one].push],
        );
      }
    });
  }

  /** No more digests: what was collected is in the bell only. */
  async endDigests(accountId: string): Promise<void> {
    for (const [event, { mail }] of Object.entries(DEFAULTS)) {
      if (mail === 'daily' || mail === 'weekly')
        await this.endMailUnless(accountId, event as NotificationEvent);
    }
    await this.db.query(
      `update notification_choice set mail = 'never' where account_id = $1 and mail in ('daily', 'weekly')`,
      [accountId],
    );
  }

  /** Where nothing was chosen. */
  private async endMailUnless(accountId: string, event: NotificationEvent): Promise<void> {
    const { site, push } = DEFAULTS[event];
    await this.db.query(
      `insert into notification_choice (account_id, event, site, push, mail) values ($1, $2, $3, $4, 'never')
       on conflict (account_id, event) do nothing`,
      [accountId, event, site, push],
    );
  }

  private async choose(
    tx: EntityManager,
    accountId: string,
    events: NonNullable<ChangeNotificationPreferences['events']>,
  ): Promise<void> {
    for (const [event, channels] of Object.entries(events)) {
      await tx.query(
        `insert into notification_choice (account_id, event, site, push, mail) values ($1, $2, $3, $4, $5)
         on conflict (account_id, event) do update
           set site = excluded.site, push = excluded.push, mail = excluded.mail`,
        [accountId, event, channels.site, channels.push, channels.mail],
      );
    }
  }

  private async reach(
    tx: EntityManager,
    accountId: string,
    categories: NonNullable<ChangeNotificationPreferences['categories']>,
  ): Promise<void> {
    const ids = categories.map(({ id }) => id);
    await tx.query(`delete from notification_category where account_id = $1 and category_id = any($2)`, [
      accountId,
      ids,
    ]);
    await tx.query(
      `insert into notification_category (account_id, category_id, reach)
       select distinct on (id) $1, id, reach from unnest($2::bigint[], $3::text[]) as chosen (id, reach)
       where reach <> 'all'`,
      [accountId, ids, categories.map(({ reach }) => reach)],
    );
  }
}
