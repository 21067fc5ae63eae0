import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import { DataSource } from 'typeorm';
import { HAS_UNMET_ITEM, STILL_ASKED, TOPIC_JOINS } from './unread.ts';

const ROWS_AT_ONCE = 2000;

/** Every night: marks as read what was read in its topic, so that a bell never looks far, and forgets what is old. */
@Injectable()
export class SettleJobs {
  constructor(
    private readonly db: DataSource,
    jobs: Jobs,
  ) {
    jobs.daily('notifications:settle', () => this.settle());
  }

  private async settle(): Promise<void> {
    await this.inPortions(
      `with met as (
         select n.id from notification n ${TOPIC_JOINS}
         where n.read_at is null and not (${HAS_UNMET_ITEM} and ${STILL_ASKED}) limit $1),
       settled as (update notification n set read_at = now() from met where n.id = met.id returning 1)
       select count(*)::int as count from settled`,
    );
    // A year is longer than anybody scrolls; what is unread stays.
    await this.inPortions(
      `with gone as (
         delete from notification where id in (
           select id from notification where read_at < now() - interval '1 year' limit $1)
         returning 1)
       select count(*)::int as count from gone`,
    );
  }

  private async inPortions(statement: string): Promise<void> {
    let done = ROWS_AT_ONCE;
    while (done === ROWS_AT_ONCE) {
      const [{ count }] = await this.db.query<[{ count: number }]>(statement, [ROWS_AT_ONCE]);
      done = count;
    }
  }
}
