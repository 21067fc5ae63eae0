import { Injectable } from '@nestjs/common';
import type { Client } from 'pg';
import type { Logger } from 'pino';
import { DataSource, type EntityManager } from 'typeorm';
import { Alarm } from '../alarm.ts';
import { BATCH, DispatchService } from './dispatch.service.ts';

/** "fkmt"; any number would do that no other program uses on this database. */
export const DISPATCHER_LOCK = 0x66_6b_6d_74;

const BUSY_MS = 50;
const IDLE_MS = 200;
const TAKEOVER_MS = 500;

/**
 * Runs in every web process and works in one: the one whose connection holds an advisory lock. PostgreSQL
 * frees the lock when that connection ends, for whatever reason, and another process takes over.
 */
@Injectable()
export class Dispatcher {
  private readonly alarm = new Alarm();
  private running: Promise<void> | undefined;
  private stopping = false;

  constructor(
    private readonly db: DataSource,
    private readonly dispatch: DispatchService,
  ) {}

  start(log: Pick<Logger, 'warn'>): void {
    this.running = this.run(log);
  }

  /** Resolves when the batch in hand is stored and the lock is free. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.alarm.ring();
    await this.running;
  }

  private async run(log: Pick<Logger, 'warn'>): Promise<void> {
    // A database that is away for an hour is told once, not seven thousand times.
    let told = false;
    while (!this.stopping) {
      try {
        await this.serve();
        told = false;
      } catch (error) {
        if (!told) log.warn({ err: error }, 'dispatching was interrupted and is tried again until it works');
        told = true;
      }
      if (!this.stopping) await this.alarm.sleep(TAKEOVER_MS);
    }
  }

  /** Dispatches for as long as the lock can be had and the connection lives. */
  private async serve(): Promise<void> {
    const runner = this.db.createQueryRunner();
    const connection = (await runner.connect()) as Client;
    let elected = false;
    try {
      [{ elected }] = await runner.query(`select pg_try_advisory_lock($1) as elected`, [DISPATCHER_LOCK]);
      if (elected) await this.untilStopped(runner.manager);
    } finally {
      // Ending the connection is the one way to free the lock that works in every state of it.
      if (elected) await connection.end().catch(() => undefined);
      await runner.release();
    }
  }

  private async untilStopped(session: EntityManager): Promise<void> {
    let delay = BUSY_MS;
    while (!this.stopping) {
      const taken = await this.dispatch.takeBatch(session);
      delay = taken > 0 ? BUSY_MS : Math.min(delay * 1.2, IDLE_MS);
      if (taken < BATCH) await this.alarm.sleep(delay);
    }
  }
}
