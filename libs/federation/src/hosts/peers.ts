import { Injectable } from '@nestjs/common';
import { Config, Jobs } from '@app/platform';
import { DataSource } from 'typeorm';
import { ACQUAINTED_AFTER, HostPace } from './host-pace.ts';
import { DELIVER } from '../outbox/outbox.ts';

/** After so many tries in a row that found nobody, only one inbox of a host is tried now and then. */
const BREAKER_AFTER = 5;
const PROBE_SECONDS = 30 * 60;

const AWAY_DAYS = 7;

/** How often it is noted that a server answers. */
const NOTED_EVERY_MS = 60_000;

interface Failure {
  error: string | null;
  /** Nobody answered at all; otherwise it is this inbox that has trouble. */
  isAway: boolean;
  status: number | null;
  /** When the inbox is tried again. */
  at: Date;
}

/** How it goes with other servers: who answers, who is away since when, whom nobody writes to. */
@Injectable()
export class Peers {
  private readonly noted = new Map<string, number>();
  private readonly pace: HostPace;

  constructor(
    private readonly db: DataSource,
    private readonly jobs: Jobs,
    config: Config,
  ) {
    this.pace = new HostPace(config.mayReachPrivateHosts);
    jobs.daily('federation:pause', () => this.pauseThoseAway());
  }

  /** Whether a message may be sent to a host now; see `HostPace.take`. */
  takeTurn(host: string, answers: number, now: number): number {
    return this.pace.take(host, answers, now);
  }

  /** @param wasAway whether it did not answer before: then all that waits for it goes out now */
  async answered(host: string, wasAway: boolean): Promise<void> {
    const now = Date.now();
    const answers = this.pace.answered(host);
    const isNews = wasAway || answers === ACQUAINTED_AFTER;
    if (!isNews && now - (this.noted.get(host) ?? 0) < NOTED_EVERY_MS) return;
    if (this.noted.size > 50_000) this.noted.clear();
    this.noted.set(host, now);
    await this.db.query(
      `insert into ap_peer (host, answers, last_ok_at) values ($1, $2, now())
       on conflict (host) do update set failures = 0, failing_since = null, retry_at = null, paused_at = null,
         answers = excluded.answers, last_ok_at = now()`,
      [host, answers],
    );
    if (wasAway) await this.sendNow(host);
  }

  /** A server that writes to us is there: what waits for it goes out now, whatever was thought of it before. */
  async heard(host: string): Promise<void> {
    const [, changed] = await this.db.query<[unknown, number]>(
      `update ap_peer set failures = 0, failing_since = null, retry_at = null, paused_at = null
       where host = $1 and (failures > 0 or retry_at is not null or paused_at is not null)`,
      [host],
    );
    if (changed > 0) await this.sendNow(host);
  }

  async failed(host: string, { error, isAway, status, at }: Failure): Promise<void> {
    if (status === 429) this.pace.wasTooMuch(host);
    await this.db.query(
      `insert into ap_peer as p (host, failures, failing_since, retry_at, last_error, last_error_at)
       values ($1, $2, case when $2 > 0 then now() end, $5, $3, now())
       on conflict (host) do update set
         failures = case when $2 = 0 then p.failures else p.failures + 1 end,
         failing_since = case when $2 = 0 then p.failing_since else coalesce(p.failing_since, now()) end,
         answers = case when $5::timestamptz is null then p.answers else 0 end,
         retry_at = coalesce($5, case when $2 > 0 and p.failures + 1 >= ${BREAKER_AFTER}
           then least($4::timestamptz, now() + interval '${PROBE_SECONDS} seconds') else p.retry_at end),
         last_error = $3, last_error_at = now()`,
      // Who asks for patience asks for all its inboxes.
      [host, isAway ? 1 : 0, (error ?? `answered ${status}`).slice(0, 500), at, status === 429 ? at : null],
    );
  }

  /** Tries all that waits for a host now, whatever was planned. */
  async sendNow(host: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      await tx.query(`update ap_peer set retry_at = null, paused_at = null where host = $1`, [host]);
      await tx.query(
        `update ap_destination set next_at = now() where inbox in (
           select inbox from ap_destination where host = $1 and next_at > now() order by inbox for update)`,
        [host],
      );
      await this.jobs.add(tx, DELIVER, {});
    });
  }

  /** Nothing is kept for a host from now on. */
  async pause(host: string): Promise<void> {
    await this.db.query(
      `insert into ap_peer (host, paused_at) values ($1, now()) on conflict (host) do update set paused_at = now()`,
      [host],
    );
  }

  /** Gives up what waits for a host. */
  async drop(host: string): Promise<void> {
    await this.db.query(
      `update ap_delivery d set state = 'expired', ended_at = now(), next_at = null
       from ap_destination t where t.host = $1 and d.inbox = t.inbox and d.state = 'pending'`,
      [host],
    );
    await this.db.query(`update ap_destination set next_at = now() where host = $1 and next_at is not null`, [
      host,
    ]);
    await this.jobs.add(this.db.manager, DELIVER, {});
  }

  /** Once a night: nothing is kept any longer for a server that has been away for a week. */
  async pauseThoseAway(): Promise<void> {
    const rows = await this.db.query<{ host: string }[]>(
      `select host from ap_peer where failing_since < now() - interval '${AWAY_DAYS} days' and paused_at is null`,
    );
    for (const { host } of rows) {
      await this.pause(host);
      await this.drop(host);
    }
  }
}
