import type { DataSource, QueryRunner } from 'typeorm';

/** What waits first for one inbox, with all that sending it takes. */
export interface Pending {
  inbox: string;
  host: string;
  /** Null when another process has sent it in the meantime. */
  id: string | null;
  body: string;
  actor: string;
  attempts: number;
  createdAt: Date;
  /** How often in a row nobody was there at that host. */
  failures: number;
  /** How often that host has answered without asking for patience. */
  answers: number;
}

/** Inboxes of one host that are written to at the same time. */
const PER_HOST = 4;

const KEY = `hashtextextended('deliver ' || inbox, 0)`;

/**
 * Which inboxes this process is writing to. A claim is a lock of the session, so that it ends with the
 * process however that ends, and no two processes write to one inbox.
 */
export class InboxClaims {
  private constructor(private readonly session: QueryRunner) {}

  static async open(db: DataSource): Promise<InboxClaims> {
    const session = db.createQueryRunner();
    await session.connect();
    return new InboxClaims(session);
  }

  /**
   * Claims inboxes for which something is due, those first that have waited longest; of each host only a
   * few, and of a host that did not answer last time only one, to see whether it is back.
   *
   * @param held what is claimed already
   */
  async take(most: number, held: readonly string[]): Promise<Pending[]> {
    return (await this.session.query(
      `with held as (
         select substring(inbox from '^https?://([^/]+)') as host, count(*) as inboxes
         from unnest($2::text[]) as inbox group by 1
       ), due as materialized (
         select d.inbox, d.host, d.next_at, coalesce(p.failures, 0) as failures, coalesce(p.answers, 0) as answers,
           row_number() over (partition by d.host order by d.next_at) + coalesce(h.inboxes, 0) as place
         from ap_destination d
           left join ap_peer p on p.host = d.host
           left join held h on h.host = d.host
         where d.next_at <= now() and d.inbox <> all($2) and (p.retry_at is null or p.retry_at <= now())
       ), claimed as materialized (
         select inbox, host, failures, answers from (
           select * from due where place <= case when failures > 0 then 1 else ${PER_HOST} end
           order by next_at limit $1) first
         where pg_try_advisory_lock(${KEY})
       )
       select c.inbox, c.host, c.failures, c.answers, d.id, a.body, a.actor, d.attempts, d.created_at as "createdAt"
       from claimed c
         left join lateral (
           select * from ap_delivery where inbox = c.inbox and state = 'pending' order by id limit 1) d on true
         left join ap_activity a on a.seq = d.activity_seq`,
      [most, held],
    )) as Pending[];
  }

  /** Gives inboxes back; those for which nothing waits any longer rest until something does. */
  async release(inboxes: readonly string[]): Promise<void> {
    if (inboxes.length === 0) return;
    await this.session.startTransaction();
    // Whoever orders a delivery holds the inbox's row until its commit: seen from here it is all there, or
    // it will find the row at rest and set it going.
    await this.session.query(`select from ap_destination where inbox = any($1) order by inbox for update`, [
      inboxes,
    ]);
    await this.session.query(
      `update ap_destination d set next_at = null
       where inbox = any($1)
         and not exists (select from ap_delivery w where w.inbox = d.inbox and w.state = 'pending')`,
      [inboxes],
    );
    await this.session.commitTransaction();
    await this.session.query(`select pg_advisory_unlock(${KEY}) from unnest($1::text[]) as inbox`, [inboxes]);
  }

  async close(): Promise<void> {
    await this.session.query(`select pg_advisory_unlock_all()`);
    await this.session.release();
  }
}
