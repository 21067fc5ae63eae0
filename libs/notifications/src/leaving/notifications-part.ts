import { Injectable } from '@nestjs/common';
import { AccountParts, type ExportFile } from '@app/identity';
import { DataSource, type EntityManager } from 'typeorm';

const TABLES = [
  'push_subscription',
  'notification_hours',
  'notification_category',
  'notification_choice',
  'notification_item',
  'notification',
];

/** What this room knows of an account: what it was told, and how it wants to be told. Browsers' keys stay here. */
@Injectable()
export class NotificationsPart {
  constructor(
    parts: AccountParts,
    private readonly db: DataSource,
  ) {
    parts.add(this);
  }

  async collect(accountId: string): Promise<ExportFile[]> {
    const [{ json }] = await this.db.query<[{ json: object }]>(
      `select jsonb_build_object(
         'notifications', (select coalesce(jsonb_agg(to_jsonb(n) - 'account_id'), '[]') from notification n where n.account_id = $1),
         'choices', (select coalesce(jsonb_agg(to_jsonb(c) - 'account_id'), '[]') from notification_choice c where c.account_id = $1)) as json`,
      [accountId],
    );
    return [{ path: 'notifications.json', content: { json } }];
  }

  async forget(tx: EntityManager, accountId: string): Promise<void> {
    for (const table of TABLES) await tx.query(`delete from ${table} where account_id = $1`, [accountId]);
  }
}
