import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import { DataSource } from 'typeorm';

const ROWS_AT_ONCE = 5000;

/** Forgets what no page will replay any more. The heads stay, so that numbers never start again. */
@Injectable()
export class LiveJobs {
  constructor(
    private readonly db: DataSource,
    jobs: Jobs,
  ) {
    jobs.daily('live:prune', () => this.prune());
  }

  private async prune(): Promise<void> {
    let pruned = ROWS_AT_ONCE;
    while (pruned === ROWS_AT_ONCE) {
      const [{ count }] = await this.db.query<[{ count: number }]>(
        `with gone as (
           delete from live_event where id in (
             select id from live_event where at < now() - interval '7 days' order by at limit $1)
           returning 1)
         select count(*)::int as count from gone`,
        [ROWS_AT_ONCE],
      );
      pruned = count;
    }
  }
}
