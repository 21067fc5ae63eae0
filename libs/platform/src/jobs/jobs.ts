import { Injectable } from '@nestjs/common';
import type { TaskList } from 'graphile-worker';
import type { EntityManager } from 'typeorm';
import { traced } from '../watching/tracing.ts';

export interface JobSchedule {
  /** When to run, at the earliest; now if absent. */
  runAt?: Date;
  /** A job with this key replaces one that has not run yet. */
  jobKey?: string;
  /** Jobs of one queue run one after another. */
  queue?: string;
  /** Tries before it is given up; 25 if absent, about three days. */
  maxAttempts?: number;
}

type Handler = (payload: unknown) => Promise<void>;

/** The tasks that this program knows, and the way to order one inside a transaction. */
@Injectable()
export class Jobs {
  private readonly handlers = new Map<string, Handler>();
  private readonly dailyTasks: string[] = [];
  private readonly quarterTasks: string[] = [];

  define(task: string, handler: Handler): void {
    if (this.handlers.has(task)) throw new Error(`Task ${task} is defined twice`);
    this.handlers.set(task, handler);
  }

  /** Has a task done once a night (03:17 UTC), by one worker of all; caught up on after a night off. */
  daily(task: string, handler: () => Promise<void>): void {
    this.define(task, handler);
    this.dailyTasks.push(task);
  }

  /** Has a task done on every full quarter of an hour, by one worker of all. */
  everyQuarterHour(task: string, handler: () => Promise<void>): void {
    this.define(task, handler);
    this.quarterTasks.push(task);
  }

  /** Orders a job that exists only if the caller's transaction commits. */
  async add(tx: EntityManager, task: string, payload: object, schedule: JobSchedule = {}): Promise<void> {
    await tx.query(
      `select graphile_worker.add_job($1, $2::json, queue_name => $3, run_at => $4, max_attempts => $5,
        job_key => $6, job_key_mode => 'replace')`,
      [
        task,
        JSON.stringify(payload),
        schedule.queue ?? null,
        schedule.runAt ?? null,
        schedule.maxAttempts ?? 25,
        schedule.jobKey ?? null,
      ],
    );
  }

  /** Orders one job of each of these tasks at once, with the same payload: a round trip costs more than a job. */
  async addEach(tx: EntityManager, tasks: readonly string[], payload: object): Promise<void> {
    if (tasks.length === 0) return;
    await tx.query(
      `select graphile_worker.add_job(task, $2::json, max_attempts => 25)
       from unnest($1::text[]) with ordinality as ordered (task, place) order by place`,
      [tasks, JSON.stringify(payload)],
    );
  }

  /** The daily and quarter-hourly tasks as graphile-worker's crontab. */
  get crontab(): string {
    const daily = this.dailyTasks.map((task) => `17 3 * * * ${task} ?fill=1d`);
    const quarterly = this.quarterTasks.map((task) => `*/15 * * * * ${task}`);
    return [...daily, ...quarterly].join('\n');
  }

  get taskList(): TaskList {
    return Object.fromEntries(
      [...this.handlers].map(([task, handle]) => [
        task,
        (payload) => traced(`job ${task}`, () => handle(payload)),
      ]),
    );
  }
}
