import { statfs } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { Config } from '../config/config.ts';
import { Readings } from './readings.ts';

/** What can be read of jobs, of the database and of the machine. */
@Injectable()
export class PlatformReadings {
  constructor(
    private readonly db: DataSource,
    readings: Readings,
    config: Config,
  ) {
    readings.define('job_lag_seconds', () => this.jobs().then(({ lag }) => lag));
    readings.define('jobs_waiting', () => this.jobs().then(({ waiting }) => waiting));
    readings.define('jobs_given_up', () => this.jobs().then(({ givenUp }) => givenUp));
    readings.define(
      'database_connections_waiting',
      () => (db.driver as PostgresDriver & { master: Pool }).master.waitingCount,
    );
    readings.define('resident_megabytes', () => Math.round(process.memoryUsage.rss() / 2 ** 20));
    readings.define('disk_free_ratio', async () => {
      const { bavail, blocks } = await statfs(config.dataDir);
      return bavail / blocks;
    });
  }

  private async jobs(): Promise<{ lag: number; waiting: number; givenUp: number }> {
    const [row] = await this.db.query<[{ lag: number; waiting: number; givenUp: number }]>(
      `select coalesce(extract(epoch from now() - min(run_at) filter (where ready)), 0)::float8 as lag,
         count(*) filter (where ready)::int as waiting, count(*) filter (where attempts >= max_attempts)::int as "givenUp"
       from (select run_at, attempts, max_attempts,
           is_available and run_at <= now() as ready
         from graphile_worker._private_jobs) as job`,
    );
    return row;
  }
}
