import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDataSource } from '../database/data-source.ts';
import { freshDatabase } from '../testing/fresh-database.ts';
import { Jobs } from './jobs.ts';
import { JobWorker } from './worker.ts';

const log = pino({ level: 'silent' });

describe('a worker', () => {
  let url: string;
  let db: DataSource;

  beforeEach(async () => {
    url = await freshDatabase();
    db = await createDataSource(url, []).initialize();
  });
  afterEach(() => db.destroy());

  const left = async (): Promise<{ locked: number; jobs: number }> => {
    const [row] = await db.query<[{ locked: number; jobs: number }]>(
      `select count(locked_at)::int as locked, count(*)::int as jobs from graphile_worker.jobs`,
    );
    return row;
  };

  it('leaves nothing locked when it stops in the middle of its work', async () => {
    for (let round = 0; round < 5; round += 1) {
      const jobs = new Jobs();
      let begun!: () => void;
      const hasBegun = new Promise<void>((done) => (begun = done));
      jobs.define('slow', async () => {
        begun();
        await new Promise((done) => setTimeout(done, 20));
      });
      await jobs.add(db.manager, 'slow', {}, { queue: 'one' });
      const worker = new JobWorker(jobs);
      await worker.start(url, log);
      await hasBegun;
      await worker.stop();
      expect(await left()).toEqual({ locked: 0, jobs: 0 });
    }
  });

  it('takes up the job, and what waited behind it, that a worker held when it died', async () => {
    const jobs = new Jobs();
    const done: number[] = [];
    jobs.define('count', (payload) => {
      done.push((payload as { n: number }).n);
      return Promise.resolve();
    });
    for (const n of [1, 2]) await jobs.add(db.manager, 'count', { n }, { queue: 'one' });
    await db.query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'died', attempts = 1
      where id = (select min(id) from graphile_worker._private_jobs)`);
    await db.query(
      `update graphile_worker._private_job_queues set locked_at = now(), locked_by = 'died' where queue_name = 'one'`,
    );

    const worker = new JobWorker(jobs);
    await worker.start(url, log);
    await expect.poll(() => done, { timeout: 20_000 }).toEqual([1, 2]);
    await worker.stop();
  });
});
