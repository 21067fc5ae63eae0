import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type PushAddress, PushSender } from '../push/push-sender.ts';
import { pathTo } from './addresses.rules.ts';
import { type Pending, PendingView } from './pending.view.ts';
import { readerOf } from './reader.ts';
import { headline } from './words.rules.ts';

/** A push message holds 4 kB in all. */
const BODY_CHARACTERS = 300;

/** Wakes browsers whose owners are not here. */
@Injectable()
export class PushService {
  constructor(
    private readonly db: DataSource,
    private readonly pending: PendingView,
    private readonly sender: PushSender,
  ) {}

  /**
   * Pushes one thing to one browser, unless it was read, hidden or unwanted since.
   *
   * @throws Error when the push service asks to try again later
   */
  async push(deviceId: string, source: string): Promise<void> {
    const [device] = await this.db.query<(PushAddress & { accountId: string })[]>(
      `select account_id as "accountId", endpoint, p256dh, auth from push_subscription where id = $1`,
      [deviceId],
    );
    if (!device) return;
    const { accountId } = device;
    const [item] = await this.pending.of(accountId, { source, through: ({ push }) => push });
    if (!item) return;
    const status = await this.sender.send(device, await this.message(accountId, item), item.notificationId);
    if (status === 404 || status === 410) {
      // The browser has taken its word back.
      await this.db.query(`delete from push_subscription where id = $1`, [deviceId]);
    } else if (status >= 200 && status < 300) {
      await this.db.query(`update push_subscription set last_taken_at = now() where id = $1`, [deviceId]);
    } else if (status === 429 || status >= 500) {
      throw new Error(`the push service answered ${status}`);
    }
  }

  private async message(accountId: string, item: Pending): Promise<string> {
    const reader = await readerOf(this.db, accountId);
    const { kind, who, topic, text, notificationId } = item;
    const body = Array.from(text === '' ? topic.title : `${topic.title}\n${text}`);
    return JSON.stringify({
      title: headline(reader?.language ?? 'en', { kind, who, count: 1 }),
      body: body.slice(0, BODY_CHARACTERS).join(''),
      url: pathTo(item),
      tag: notificationId,
    });
  }
}
