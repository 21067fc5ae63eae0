import { Injectable } from '@nestjs/common';
import type { NewPushDevice, PushDevice } from '@app/contract';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';

/** More browsers than this belong to nobody; the one that was silent longest makes room. */
const MOST_DEVICES = 20;

@Injectable()
export class DevicesService {
  constructor(private readonly db: DataSource) {}

  /** Adds a browser; one that changed hands belongs to whoever signed in last. */
  async add(accountId: string, { endpoint, keys, device }: NewPushDevice): Promise<PushDevice> {
    return this.db.transaction(async (tx) => {
      const [row] = await tx.query<[{ id: string; device: string; createdAt: Date }]>(
        `insert into push_subscription (account_id, endpoint, p256dh, auth, device) values ($1, $2, $3, $4, $5)
         on conflict (endpoint) do update set account_id = excluded.account_id, p256dh = excluded.p256dh,
           auth = excluded.auth, device = excluded.device
         returning id, device, created_at as "createdAt"`,
        [accountId, endpoint, keys.p256dh, keys.auth, device],
      );
      await tx.query(
        `delete from push_subscription where id in (
           select id from push_subscription where account_id = $1
           order by coalesce(last_taken_at, created_at) desc offset $2)`,
        [accountId, MOST_DEVICES],
      );
      return { ...row, createdAt: row.createdAt.toISOString() };
    });
  }

  /** @throws ProblemError `not-found` for another's */
  async remove(accountId: string, id: string): Promise<void> {
    const removed: unknown[] = await this.db.query(
      `with gone as (delete from push_subscription where id = $1 and account_id = $2 returning 1) select * from gone`,
      [id, accountId],
    );
    if (removed.length === 0) throw new ProblemError('not-found');
  }
}
