import { Injectable } from '@nestjs/common';
import {
  type CategoryReach,
  type CategoryRef,
  type Channels,
  NotificationEvent,
  type NotificationPreferences,
  type PushDevice,
} from '@app/contract';
import { AccessView } from '@app/forum';
import { AccountsView, signedIn, type Viewer } from '@app/identity';
import { DataSource } from 'typeorm';
import { VapidKeys } from '../push/vapid-keys.ts';
import { DEFAULTS } from './defaults.rules.ts';
import { type Hours, NO_HOURS } from './hours.rules.ts';

@Injectable()
export class PreferencesView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
    private readonly accounts: AccountsView,
    private readonly vapid: VapidKeys,
  ) {}

  /** Everything that the viewer can choose, with what holds where they chose nothing. */
  async get(viewer: Viewer): Promise<NotificationPreferences> {
    const accountId = signedIn(viewer);
    const { zone, quietFrom, quietUntil } = await this.hours(accountId);
    const { email, emailVerified } = await this.accounts.current(accountId);
    return {
      events: await this.events(accountId),
      quiet: quietFrom === null || quietUntil === null ? null : { from: quietFrom, until: quietUntil },
      zone,
      categories: await this.categories(viewer, accountId),
      devices: await this.devices(accountId),
      pushKey: (await this.vapid.read()).publicKey,
      email,
      emailVerified,
    };
  }

  async hours(accountId: string): Promise<Hours> {
    const rows: Hours[] = await this.db.query(
      `select zone, quiet_from as "quietFrom", quiet_until as "quietUntil"
       from notification_hours where account_id = $1`,
      [accountId],
    );
    return rows[0] ?? NO_HOURS;
  }

  private async events(accountId: string): Promise<NotificationPreferences['events']> {
    const rows: (Channels & { event: NotificationEvent })[] = await this.db.query(
      `select event, site, push, mail from notification_choice where account_id = $1`,
      [accountId],
    );
    const chosen = new Map(rows.map(({ event, ...channels }) => [event, channels]));
    const all = NotificationEvent.options.map((event) => [event, chosen.get(event) ?? DEFAULTS[event]]);
    return Object.fromEntries(all) as NotificationPreferences['events'];
  }

  private async categories(
    viewer: Viewer,
    accountId: string,
  ): Promise<{ category: CategoryRef; reach: CategoryReach }[]> {
    return this.db.query(
      `select jsonb_build_object('id', c.id::text, 'slug', c.slug::text, 'domain', nullif(c.domain::text, ''),
           'name', c.name, 'colour', c.colour) as category, coalesce(chosen.reach, 'all') as reach
       from category c
         left join notification_category chosen on chosen.category_id = c.id and chosen.account_id = $1
       where c.id = any($2) order by c.domain, c.position, c.name, c.id`,
      [accountId, await this.access.visibleCategoryIds(viewer)],
    );
  }

  private async devices(accountId: string): Promise<PushDevice[]> {
    const rows: { id: string; device: string; createdAt: Date }[] = await this.db.query(
      `select id, device, created_at as "createdAt" from push_subscription where account_id = $1 order by id`,
      [accountId],
    );
    return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
  }
}
