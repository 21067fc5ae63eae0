import { DISPATCHER_LOCK } from '../dispatch/dispatcher.ts';
import type { Web } from './live-world.ts';
import { until } from './until.ts';

/** The database's processes for those who hold the dispatcher's lock. */
export async function dispatchers({ db }: Web): Promise<number[]> {
  const rows = await db.query<{ pid: number }[]>(
    `select pid from pg_locks where locktype = 'advisory' and granted and objid = $1
       and database = (select oid from pg_database where datname = current_database())`,
    [DISPATCHER_LOCK],
  );
  return rows.map(({ pid }) => pid);
}

/** Waits until the dispatcher has looked for changes that are committed by now. */
export async function untilLooked(web: Web): Promise<void> {
  const [{ now }] = await web.db.query<[{ now: Date }]>(`select clock_timestamp() as now`);
  const pids = await dispatchers(web);
  await until('the dispatcher has looked', async () => {
    const rows = await web.db.query(
      `select from pg_stat_activity where pid = any($1) and xact_start is null and query_start > $2`,
      [pids, now],
    );
    return rows.length > 0;
  });
}
