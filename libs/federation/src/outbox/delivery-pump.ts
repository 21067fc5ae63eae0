import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Jobs } from '@app/platform';
import { DataSource } from 'typeorm';
import { DeliveryService } from './delivery.service.ts';
import { InboxClaims } from './inbox-claims.ts';
import { DELIVER, DELIVER_LATER } from './outbox.ts';

/** Requests under way at one time; most of that time is waiting for others. */
const AT_ONCE = 128;

/** How long nobody looks for what has become due, while a slow server is waited for. */
const LOOK_MS = 250;

/** After a crash somebody looks again then. */
const WATCH_SECONDS = 10;

/**
 * Sends what waits for other servers, to many at the same time and to each in order. A server that hangs
 * holds one place of many; nobody waits behind it.
 */
@Injectable()
export class DeliveryPump implements OnModuleDestroy {
  private running: Promise<void> | null = null;
  private isAsked = false;
  private isStopping = false;
  private readonly underWay = new Map<string, Promise<void>>();
  private done: string[] = [];

  constructor(
    private readonly db: DataSource,
    private readonly jobs: Jobs,
    private readonly deliveries: DeliveryService,
  ) {}

  /** Something may be due. Returns at once; what is under way goes on. */
  wake(): void {
    this.isAsked = true;
    if (this.running !== null || this.isStopping) return;
    this.running = this.run()
      // Nothing is lost: what was not written down as sent is sent again by the next run.
      .catch(() => undefined)
      .finally(() => {
        this.running = null;
        if (this.isAsked) this.wake();
      });
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    this.deliveries.stop();
    await this.running;
  }

  private async run(): Promise<void> {
    await this.jobs.add(
      this.db.manager,
      DELIVER,
      {},
      { runAt: new Date(Date.now() + WATCH_SECONDS * 1000), jobKey: DELIVER_LATER },
    );
    const claims = await InboxClaims.open(this.db);
    try {
      while (!this.isStopping && (await this.step(claims)));
      await Promise.all(this.underWay.values());
      await this.giveBack(claims);
    } finally {
      this.underWay.clear();
      this.done = [];
      await claims.close();
    }
    await this.orderNext();
  }

  /** @returns false when there is nothing left to do now */
  private async step(claims: InboxClaims): Promise<boolean> {
    this.isAsked = false;
    await this.giveBack(claims);
    const due = await claims.take(AT_ONCE - this.underWay.size, [...this.underWay.keys()]);
    for (const head of due) {
      const { inbox } = head;
      // Claimed because something was due, and found sent by another: only its rest is to be noted.
      const sending = head.id === null ? Promise.resolve() : this.deliveries.deliver(head);
      this.underWay.set(
        inbox,
        sending.finally(() => this.done.push(inbox)),
      );
    }
    if (due.length > 0 && this.underWay.size < AT_ONCE) return true;
    if (this.underWay.size === 0) return this.isAsked;
    await Promise.race([...this.underWay.values(), new Promise((look) => setTimeout(look, LOOK_MS))]);
    return true;
  }

  private async giveBack(claims: InboxClaims): Promise<void> {
    const done = this.done.splice(0);
    await claims.release(done);
    for (const inbox of done) this.underWay.delete(inbox);
  }

  private async orderNext(): Promise<void> {
    if (this.isStopping) return;
    const [row] = await this.db.query<[{ at: Date | null }]>(
      `select min(greatest(d.next_at, p.retry_at)) as at
       from ap_destination d left join ap_peer p on p.host = d.host where d.next_at is not null`,
    );
    if (row.at === null) return;
    await this.jobs.add(this.db.manager, DELIVER, {}, { runAt: row.at, jobKey: DELIVER_LATER });
  }
}
