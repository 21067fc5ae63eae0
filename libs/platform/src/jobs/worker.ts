import { Injectable } from '@nestjs/common';
import { Logger, run, type Runner } from 'graphile-worker';
import { Pool } from 'pg';
import type { Logger as PinoLogger } from 'pino';
import { Jobs } from './jobs.ts';

const WORKER = 'folkmoot-worker';

/** Runs jobs in this process; started by the worker role, stopped with the jobs in hand finished. */
@Injectable()
export class JobWorker {
  private runner: Runner | undefined;
  private pool: Pool | undefined;

  constructor(private readonly jobs: Jobs) {}

  async start(databaseUrl: string, log: PinoLogger): Promise<void> {
    this.pool = new Pool({ connectionString: databaseUrl, max: 6, application_name: WORKER });
    // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
    const told = (error: Error) => log.warn({ error: error.message }, 'a job connection broke');
    this.pool.on('error', told);
    this.pool.on('connect', (client) => client.on('error', told));
    await unlockAfterCrash(this.pool);
    this.runner = await run({
      pgPool: this.pool,
      // Without a batch, even of no time, a stop does not wait for the word that a job is done, and the
      // job stays locked for hours with everything behind it in its queue.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      concurrency: 4,
      pollInterval: 1000,
      noHandleSignals: true,
      taskList: this.jobs.taskList,
      crontab: this.jobs.crontab,
      logger: new Logger(() => (level, message) => {
        if (level === 'error') log.error({ job: true }, message);
        else if (level === 'warning') log.warn({ job: true }, message);
        else log.debug({ job: true }, message);
      }),
    });
  }

  /** Resolves when the jobs in hand have ended. */
  async stop(): Promise<void> {
    await this.runner?.stop();
    await this.pool?.end();
    this.runner = undefined;
    this.pool = undefined;
  }
}

/**
 * Frees the jobs that a worker held when it died; the library itself waits four hours. Only when no
 * other worker is connected, because those that live hold their jobs by right.
 */
async function unlockAfterCrash(pool: Pool): Promise<void> {
  await pool.query(
    `select graphile_worker.force_unlock_workers(array(
       select locked_by from graphile_worker.jobs where locked_by is not null))
     where not exists (
       select from pg_stat_activity
       where application_name = $1 and datname = current_database() and pid <> pg_backend_pid())`,
    [WORKER],
  );
}
