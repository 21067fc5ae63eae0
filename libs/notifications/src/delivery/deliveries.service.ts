import { Injectable } from '@nestjs/common';
import type { Channels } from '@app/contract';
import { Jobs } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { afterQuiet, type Hours, nextDigest, NO_HOURS } from '../preferences/hours.rules.ts';

export const MAIL_NEWS = 'notifications:mail';
export const MAIL_DIGEST = 'notifications:digest';
export const PUSH_NEWS = 'notifications:push';

/** Who reads along needs no mail: it waits, takes up what else comes, and is dropped if all was read. */
const MAIL_WAIT_MS = 5 * 60_000;
const PUSH_WAIT_MS = 10_000;

/** Orders what leaves the site about something that people were told: mails and pushes, each when it may come. */
@Injectable()
export class DeliveriesService {
  constructor(private readonly jobs: Jobs) {}

  /** @param told who was told of the source just now, inside the same transaction */
  async order(
    tx: EntityManager,
    source: string,
    told: readonly string[],
    channels: ReadonlyMap<string, Channels>,
  ): Promise<void> {
    const of = (wanted: (one: Channels) => boolean) => told.filter((id) => wanted(channels.get(id)!));
    const hours = await this.hoursOf(tx, told);
    await this.orderMails(
      tx,
      source,
      of(({ mail }) => mail === 'now'),
      hours,
    );
    for (const pace of ['daily', 'weekly'] as const) {
      for (const accountId of of(({ mail }) => mail === pace)) {
        const runAt = nextDigest(new Date(), hours.get(accountId)?.zone ?? NO_HOURS.zone, pace);
        const jobKey = `${MAIL_DIGEST}:${pace}:${accountId}`;
        await this.jobs.add(tx, MAIL_DIGEST, { accountId, pace }, { runAt, jobKey });
      }
    }
    await this.orderPushes(
      tx,
      source,
      of(({ push }) => push),
      hours,
    );
  }

  /** One mail for a notification, however many items it gets before the mail leaves. */
  private async orderMails(
    tx: EntityManager,
    source: string,
    accountIds: string[],
    hours: Map<string, Hours>,
  ): Promise<void> {
    const rows: { notificationId: string; accountId: string }[] = await tx.query(
      `with ordered as (
         update notification n set mail_ordered_at = now() from notification_item i
         where i.notification_id = n.id and i.source = $1 and i.account_id = any($2) and n.mail_ordered_at is null
         returning n.id, n.account_id)
       select id as "notificationId", account_id as "accountId" from ordered`,
      [source, accountIds],
    );
    for (const { notificationId, accountId } of rows) {
      const runAt = whenFor(hours.get(accountId), MAIL_WAIT_MS);
      await this.jobs.add(tx, MAIL_NEWS, { notificationId }, { runAt });
    }
  }

  private async orderPushes(
    tx: EntityManager,
    source: string,
    accountIds: string[],
    hours: Map<string, Hours>,
  ): Promise<void> {
    const rows: { id: string; accountId: string }[] = await tx.query(
      `select id, account_id as "accountId" from push_subscription where account_id = any($1)`,
      [accountIds],
    );
    for (const { id: deviceId, accountId } of rows) {
      const runAt = whenFor(hours.get(accountId), PUSH_WAIT_MS);
      // After a day, what was to be pushed is no news; the bell still has it.
      await this.jobs.add(tx, PUSH_NEWS, { deviceId, source }, { runAt, maxAttempts: 12 });
    }
  }

  private async hoursOf(tx: EntityManager, accountIds: readonly string[]): Promise<Map<string, Hours>> {
    const rows: (Hours & { accountId: string })[] = await tx.query(
      `select account_id as "accountId", zone, quiet_from as "quietFrom", quiet_until as "quietUntil"
       from notification_hours where account_id = any($1)`,
      [accountIds],
    );
    return new Map(rows.map(({ accountId, ...hours }) => [accountId, hours]));
  }
}

function whenFor(hours: Hours | undefined, waitMs: number): Date {
  return afterQuiet(new Date(Date.now() + waitMs), hours ?? NO_HOURS);
}
