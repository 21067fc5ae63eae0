import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { HostRules } from '../hosts/host-rules.ts';
import { Peers } from '../hosts/peers.ts';
import type { Pending } from './inbox-claims.ts';
import { type Answer, Postman } from './postman.ts';
import { isExpired, nextTry } from './retry.rules.ts';

/** After so many an inbox makes room for others and goes on later. */
const AT_ONCE = 20;

type Sendable = Omit<Pending, 'id'> & { id: string };

@Injectable()
export class DeliveryService {
  private isStopping = false;

  constructor(
    private readonly db: DataSource,
    private readonly postman: Postman,
    private readonly rules: HostRules,
    private readonly peers: Peers,
  ) {}

  /** What is under way is not blamed on others when it is cut off now. */
  stop(): void {
    this.isStopping = true;
  }

  /**
   * Sends what waits for one inbox, oldest first. A failure that may pass stops the row of them, so that
   * nothing overtakes, and says when to try again; a refusal is final for that one activity only.
   */
  async deliver(head: Pending): Promise<void> {
    try {
      let next: Sendable | null = head.id === null ? null : { ...head, id: head.id };
      for (let sent = 0; next !== null && sent < AT_ONCE && !this.isStopping; sent += 1)
        next = await this.deliverOne(next);
    } catch {
      // The row still stands as it was; later is soon enough for whatever broke here.
      await this.db
        .query(`update ap_destination set next_at = now() + interval '30 seconds' where inbox = $1`, [
          head.inbox,
        ])
        .catch(() => undefined);
    }
  }

  /** @returns what waits next, or null when nothing does or the inbox has to rest */
  private async deliverOne(row: Sendable): Promise<Sendable | null> {
    const now = new Date();
    if (isExpired(row.createdAt, now)) return this.end(row, 'expired', { status: null, error: null });
    if (await this.rules.isDenied(row.host))
      return this.end(row, 'refused', { status: null, error: 'this server does not write there' });
    const pauseMs = this.peers.takeTurn(row.host, row.answers, now.getTime());
    if (pauseMs > 0) return this.rest(row.inbox, pauseMs);
    const answer = await this.postman.post(row);
    if (answer.outcome !== 'again') {
      if (answer.status !== null) await this.peers.answered(row.host, row.failures > 0);
      return this.end(row, answer.outcome, answer);
    }
    if (this.isStopping) return null;
    const at = nextTry(row.attempts + 1, answer.retryAfterSeconds, now);
    await this.delay(row, at, answer);
    await this.peers.failed(row.host, { ...answer, isAway: answer.status === null, at });
    return null;
  }

  /** Its server has had enough for now; that is nobody's failure. */
  private async rest(inbox: string, pauseMs: number): Promise<null> {
    await this.db.query(
      `update ap_destination set next_at = now() + make_interval(secs => $2) where inbox = $1`,
      [inbox, pauseMs / 1000],
    );
    return null;
  }

  private async delay({ id, inbox }: Sendable, at: Date, { status, error }: Answer): Promise<void> {
    await this.db.query(
      `with delayed as (
         update ap_delivery set attempts = attempts + 1, next_at = $2, last_status = $3, last_error = $4
         where id = $1)
       update ap_destination set next_at = $2 where inbox = $5`,
      [id, at, status, error, inbox],
    );
  }

  private async end(
    row: Sendable,
    state: 'sent' | 'refused' | 'expired',
    { status, error }: Pick<Answer, 'status' | 'error'>,
  ): Promise<Sendable | null> {
    const [next] = await this.db.query<Omit<Sendable, 'inbox' | 'host' | 'failures' | 'answers'>[]>(
      `with ended as (
         update ap_delivery set state = $2, attempts = attempts + 1, next_at = null, last_status = $3,
           last_error = $4, ended_at = now()
         where id = $1)
       select d.id, a.body, a.actor, d.attempts, d.created_at as "createdAt"
       from ap_delivery d join ap_activity a on a.seq = d.activity_seq
       where d.inbox = $5 and d.state = 'pending' and d.id <> $1 order by d.id limit 1`,
      [row.id, state, status, error, row.inbox],
    );
    return next ? { ...row, ...next, failures: 0 } : null;
  }
}
