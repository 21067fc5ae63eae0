import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Storage } from '@app/media';
import { EventLog } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccountParts } from '../account-parts.ts';
import { keyOf, writeArchive } from './archive.ts';

const DAYS = 7;
/** The page looks every two seconds; telling it more often would be work for nothing. */
const TELL_EVERY_MS = 1000;

/** Makes the archives that were asked for, and removes them when their time is over. */
@Injectable()
export class ExportMakerService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
    private readonly storage: Storage,
    private readonly parts: AccountParts,
  ) {}

  /** Removes the archives whose time is over. */
  async sweep(): Promise<void> {
    const [gone] = await this.db.query<[{ id: string }[], number]>(
      `delete from account_export where expires_at <= now() returning id`,
    );
    await this.storage.remove(gone.map(({ id }) => keyOf(id)));
  }

  /** Makes an archive that was asked for and is still wanted; from its beginning when a try before broke off. */
  async make(id: string): Promise<void> {
    const [[wanted]] = await this.db.query<[{ accountId: string }[], number]>(
      `update account_export set state = 'making', done = 0 where id = $1 and state <> 'ready'
       returning account_id as "accountId"`,
      [id],
    );
    if (!wanted) return;
    const folder = await mkdtemp(join(tmpdir(), 'account-export-'));
    try {
      const path = join(folder, 'archive.zip');
      await this.write(id, wanted.accountId, path);
      await this.storage.putFile(keyOf(id), path, 'application/zip');
      await this.finish(id, (await stat(path)).size);
    } catch (error) {
      await this.db.query(`update account_export set state = 'failed' where id = $1`, [id]);
      throw error;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async write(id: string, accountId: string, path: string): Promise<void> {
    const files = (await Promise.all(this.parts.all.map((part) => part.collect(accountId)))).flat();
    await this.db.query(`update account_export set total = $2 where id = $1`, [id, files.length]);
    let told = Date.now();
    await writeArchive(path, files, async (done) => {
      if (Date.now() - told < TELL_EVERY_MS) return;
      told = Date.now();
      await this.db.query(`update account_export set done = $2 where id = $1`, [id, done]);
    });
  }

  private async finish(id: string, bytes: number): Promise<void> {
    const kept = await this.db.transaction(async (tx) => {
      const [[ready]] = await tx.query<[{ accountId: string }[], number]>(
        `update account_export set state = 'ready', done = total, bytes = $2,
           expires_at = now() + make_interval(days => $3)
         where id = $1 returning account_id as "accountId"`,
        [id, bytes, DAYS],
      );
      if (!ready) return false;
      const { accountId } = ready;
      await this.events.append(tx, { name: 'account.export-ready', accountId, exportId: id });
      return true;
    });
    // The account was erased while it was made.
    if (!kept) await this.storage.remove([keyOf(id)]);
  }
}
