import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Jobs } from '../jobs/jobs.ts';

/** Forgets answers that nobody will ask for again: a sender gives up long before. */
@Injectable()
export class IdempotencyJobs {
  constructor(jobs: Jobs, db: DataSource) {
    jobs.daily('idempotency:sweep', async () => {
      await db.query(`delete from idempotency where at < now() - interval '24 hours'`);
    });
  }
}
