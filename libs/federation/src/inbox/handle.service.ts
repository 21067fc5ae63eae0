import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Jobs, RemoteFailure } from '@app/platform';
import { Peers } from '../hosts/peers.ts';
import { parseActivity } from '../mapping/activity.ts';
import { readJson } from '../mapping/wire.ts';
import { isExpired, nextTry } from '../outbox/retry.rules.ts';
import type { ApInbox } from './ap-inbox.entity.ts';
import { InboxRouter } from './inbox-router.ts';
import { orderHandling } from './order-handling.ts';
import { ignored, type Outcome } from './outcome.ts';

/** After so many the job makes room for other servers and goes on later. */
const AT_ONCE = 100;

type Stored = Pick<ApInbox, 'id' | 'actor' | 'body' | 'attempts' | 'receivedAt'>;

@Injectable()
export class HandleService {
  constructor(
    private readonly db: DataSource,
    private readonly jobs: Jobs,
    private readonly router: InboxRouter,
    private readonly peers: Peers,
  ) {}

  /**
   * Handles what one server sent, oldest first, and keeps beside each message what became of it. One that
   * fails, because another server has to be asked and does not answer now, is tried again later; those
   * after it do not wait.
   */
  async handle(origin: string): Promise<void> {
    const messages = await this.db.query<Stored[]>(
      `select id, actor, body, attempts, received_at as "receivedAt" from ap_inbox
       where origin = $1 and state = 'received' and (next_at is null or next_at <= now())
       order by id limit $2`,
      [origin, AT_ONCE],
    );
    if (messages.some(({ attempts }) => attempts === 0)) await this.peers.heard(new URL(origin).host);
    for (const message of messages) await this.handleOne(message);
    if (messages.length < AT_ONCE) await this.orderRest(origin);
    else await orderHandling(this.jobs, this.db.manager, origin);
  }

  private async handleOne(message: Stored): Promise<void> {
    try {
      const { state, reason } = await this.outcome(message);
      await this.end(message.id, { state, reason });
    } catch (error) {
      const now = new Date();
      const reason = error instanceof Error ? error.message : String(error);
      if (isExpired(message.receivedAt, now)) return this.end(message.id, ignored(`given up: ${reason}`));
      await this.db.query(
        `update ap_inbox set attempts = attempts + 1, next_at = $2, reason = $3 where id = $1`,
        [message.id, nextTry(message.attempts + 1, 0, now), reason.slice(0, 500)],
      );
    }
  }

  private async outcome({ id: inboxId, actor, body }: Stored): Promise<Outcome> {
    const activity = parseActivity(readJson(body));
    if (!activity) return ignored('not an activity');
    try {
      return await this.router.route({ inboxId, actor, activity });
    } catch (error) {
      if (error instanceof RemoteFailure && !error.mayPass) return ignored(error.message);
      throw error;
    }
  }

  private async end(id: string, { state, reason }: Outcome): Promise<void> {
    await this.db.query(
      `update ap_inbox set state = $2, reason = $3, next_at = null, ended_at = now() where id = $1`,
      [id, state, reason],
    );
  }

  /** What is left is to be tried again later. */
  private async orderRest(origin: string): Promise<void> {
    const [row] = await this.db.query<[{ at: Date | null }]>(
      `select min(next_at) as at from ap_inbox where origin = $1 and state = 'received'`,
      [origin],
    );
    if (row.at !== null) await orderHandling(this.jobs, this.db.manager, origin, row.at);
  }
}
