import type { SiteServer } from './server.ts';

const DEADLINES = {
  nominations: { column: 'nominations_close_at', job: 'election:open-voting' },
  voting: { column: 'voting_closes_at', job: 'election:close-voting' },
};

/** Makes a deadline of an election be now, for the rules and for the job that waits for it; the server does the rest. */
export async function comeTo(
  server: SiteServer,
  electionId: string,
  deadline: keyof typeof DEADLINES,
): Promise<void> {
  const { column, job } = DEADLINES[deadline];
  await server.query(`update election set ${column} = now() where id = $1`, [electionId]);
  await server.query(
    `update graphile_worker._private_jobs set run_at = now()
     where task_id = (select id from graphile_worker._private_tasks where identifier = $1)
       and payload ->> 'electionId' = $2`,
    [job, electionId],
  );
}
