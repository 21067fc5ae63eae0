import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import { DataSource } from 'typeorm';
import { MediaService } from '../media.service.ts';
import { SWEEP } from './remote-pictures.service.ts';

/** What all pictures of other servers together may take up, in bytes. */
const MOST_BYTES = 2 * 1024 ** 3;

const UNUSED_DAYS = 30;
const AT_ONCE = 500;

/** Keeps what is kept of other servers' pictures within its bounds: those that nobody looked at for longest go. */
@Injectable()
export class RemotePicturesJobs {
  constructor(
    jobs: Jobs,
    private readonly db: DataSource,
    private readonly media: MediaService,
  ) {
    jobs.define(SWEEP, () => this.sweep());
    jobs.daily('media:sweep-remote-daily', () => this.sweep());
  }

  async sweep(mostBytes = MOST_BYTES): Promise<void> {
    await this.db.query(
      `delete from remote_picture where upload_id is null and asked_at < now() - interval '1 day'`,
    );
    let removed: number;
    do {
      removed = await this.db.transaction(async (tx) => {
        const rows = await tx.query<{ id: string }[]>(
          `select id from (
             select u.id, r.used_at, sum(u.bytes) over (order by r.used_at desc, u.id) as total
             from remote_picture r join upload u on u.id = r.upload_id) as kept
           where total > $1 or used_at < now() - make_interval(days => $2) order by used_at limit $3`,
          [mostBytes, UNUSED_DAYS, AT_ONCE],
        );
        for (const { id } of rows) await this.media.forget(tx, id);
        return rows.length;
      });
    } while (removed === AT_ONCE);
  }
}
