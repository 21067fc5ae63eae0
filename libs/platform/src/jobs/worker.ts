import { Injectable } from '@nestjs/common';
import { Logger, run, type Runner } from 'graphile-worker';
import { Pool } from 'pg';
import type { Logger as PinoLogger } from 'pino';
import { Jobs } from './jobs.ts';

/** Runs jobs in this process; started by the worker role, stopped with the jobs in hand finished. */
@Injectable()
export class JobWorker {
  private runner: Runner | undefined;
  private pool: Pool | undefined;

  constructor(private readonly jobs: Jobs) {}

  async start(databaseUrl: string, log: PinoLogger): Promise<void> {
    this.pool = new Pool({ connectionString: databaseUrl, max: 6, application_name: 'folkmoot-worker' });
    // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
    const told = (error: Error) => log.warn({ error: error.message }, 'a job connection broke');
    this.pool.on('error', told);
    this.pool.on('connect', (client) => client.on('error', told));
    this.runner = await run({
      pgPool: this.pool,
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
