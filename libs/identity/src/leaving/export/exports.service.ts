import type { AccountExport } from '@app/contract';
import { Storage, type StoredFile } from '@app/media';
import { Jobs, ProblemError } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { Injectable } from '@nestjs/common';
import { keyOf } from './archive.ts';

export const MAKE_EXPORT = 'identity:make-export';

/** Taking everything along: an archive that is made by a job, kept for seven days and given to its owner alone. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly db: DataSource,
    private readonly jobs: Jobs,
    private readonly storage: Storage,
  ) {}

  async see(accountId: string): Promise<AccountExport> {
    const [row] = await this.db.query<AccountExport[]>(
      `select state, done, total, bytes::float8 as bytes,
         to_char(requested_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "requestedAt",
         to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "expiresAt"
       from account_export where account_id = $1 and (expires_at is null or expires_at > now())`,
      [accountId],
    );
    return row ?? { state: 'none', done: 0, total: 0, bytes: 0, requestedAt: null, expiresAt: null };
  }

  /** Asks for an archive in place of the last one. While one is being made that one is the answer. */
  async ask(accountId: string): Promise<AccountExport> {
    await this.db.transaction(async (tx) => {
      // Asked twice at once it is made once.
      await tx.query(`select from account where id = $1 for no key update`, [accountId]);
      const [underway] = await tx.query<object[]>(
        `select 1 from account_export where account_id = $1 and state in ('waiting', 'making')`,
        [accountId],
      );
      if (underway) return;
      await this.forget(tx, accountId);
      const [{ id }] = await tx.query<[{ id: string }]>(
        `insert into account_export (account_id) values ($1) returning id`,
        [accountId],
      );
      await this.jobs.add(tx, MAKE_EXPORT, { id }, { queue: 'account-exports' });
    });
    return this.see(accountId);
  }

  /** @throws ProblemError not-found when there is none, or none any more */
  async open(accountId: string): Promise<StoredFile> {
    const [ready] = await this.db.query<{ id: string }[]>(
      `select id from account_export where account_id = $1 and state = 'ready' and expires_at > now()`,
      [accountId],
    );
    const file = ready && (await this.storage.open(keyOf(ready.id)));
    if (!file) throw new ProblemError('not-found');
    return file;
  }

  /** Removes the archive of an account, also one that is being made. */
  async forget(tx: EntityManager, accountId: string): Promise<void> {
    const [gone] = await tx.query<[{ id: string }[], number]>(
      `delete from account_export where account_id = $1 returning id`,
      [accountId],
    );
    const keys = gone.map(({ id }) => keyOf(id));
    if (keys.length > 0) await this.jobs.add(tx, 'media:remove', { keys });
  }
}
