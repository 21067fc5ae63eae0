import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { MarkedRead, MarkNotificationsRead } from '@app/contract';
import { EventLog } from '@app/platform';
import { DataSource } from 'typeorm';
import { kindsUnder } from './kinds.rules.ts';

@Injectable()
export class NotificationsService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
  ) {}

  /** Marks as read; the answer holds what takes it back. */
  async markRead(accountId: string, { ids, tab }: MarkNotificationsRead): Promise<MarkedRead> {
    return this.db.transaction(async (tx) => {
      const batch = randomUUID();
      const marked: unknown[] = await tx.query(
        `with marked as (
           update notification set read_at = now(), read_batch = $2
           where account_id = $1 and read_at is null and kind = any($3) and ($4::uuid[] is null or id = any($4))
           returning 1)
         select * from marked`,
        [accountId, batch, kindsUnder(tab), ids ?? null],
      );
      if (marked.length === 0) return { undo: null };
      await this.events.append(tx, { name: 'notifications.changed', accountIds: [accountId] });
      return { undo: batch };
    });
  }

  /**
   * Takes a mark back. Where newer news of the same kind has come since, both become one; a mark that is
   * already taken back changes nothing.
   */
  async markUnread(accountId: string, batch: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      await tx.query(
        `with newer as (
           select old.id as old_id, new.id as new_id
           from notification old
             join notification new on new.account_id = old.account_id and new.topic_id = old.topic_id
               and new.kind = old.kind and new.read_at is null
           where old.account_id = $1 and old.read_batch = $2)
         update notification_item i set notification_id = newer.new_id
         from newer where i.notification_id = newer.old_id`,
        [accountId, batch],
      );
      await tx.query(
        `delete from notification n where account_id = $1 and read_batch = $2
           and not exists (select from notification_item i where i.notification_id = n.id)`,
        [accountId, batch],
      );
      await tx.query(
        `update notification set read_at = null, read_batch = null where account_id = $1 and read_batch = $2`,
        [accountId, batch],
      );
      await this.events.append(tx, { name: 'notifications.changed', accountIds: [accountId] });
    });
  }
}
