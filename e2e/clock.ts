import type { SiteServer } from './server.ts';

const COURSE = 'election:course';
const DEADLINES = {
  nominations: { table: 'election', key: 'id', column: 'nominations_close_at', job: 'election:open-voting' },
  voting: { table: 'election', key: 'id', column: 'voting_closes_at', job: 'election:close-voting' },
  record: { table: 'election_process', key: 'election_id', column: 'record_at', job: COURSE },
  nominating: { table: 'election_process', key: 'election_id', column: 'nominations_open_at', job: COURSE },
  scrutiny: { table: 'election', key: 'id', column: 'nominations_close_at', job: COURSE },
  opening: { table: 'election_process', key: 'election_id', column: 'voting_opens_at', job: COURSE },
  window: { table: 'election_process', key: 'election_id', column: 'challenge_ends_at', job: COURSE },
};

/** Makes a deadline of an election be now, for the rules and for the job that waits for it; the server does the rest. */
export async function comeTo(
  server: SiteServer,
  electionId: string,
  deadline: keyof typeof DEADLINES,
): Promise<void> {
  const { table, key, column, job } = DEADLINES[deadline];
  await server.query(`update ${table} set ${column} = now() where ${key} = $1`, [electionId]);
  await server.query(
    `update graphile_worker._private_jobs set run_at = now()
     where task_id = (select id from graphile_worker._private_tasks where identifier = $1)
       and payload ->> 'electionId' = $2`,
    [job, electionId],
  );
}
