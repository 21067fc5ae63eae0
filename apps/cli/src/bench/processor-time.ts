import { readdirSync, readFileSync } from 'node:fs';
import type { DataSource } from 'typeorm';

/** In hundredths of a second (proc_pid_stat(5)). */
const HZ = 100;

interface Stat {
  parent: number;
  seconds: number;
  /** Of children that have ended. */
  endedSeconds: number;
}

/** What a process has had of the processors so far, user and system. */
export function processorSeconds(pid: number): number {
  return stat(pid)?.seconds ?? 0;
}

/** The same of all processes of the PostgreSQL on this machine that a connection leads to. */
export async function databaseSeconds(db: DataSource): Promise<number> {
  const [row] = await db.query<[{ pid: number }]>(`select pg_backend_pid() as pid`);
  const server = stat(row.pid)?.parent ?? 0;
  const children = readdirSync('/proc').flatMap((name) => {
    const found = /^\d+$/.test(name) ? stat(Number(name)) : undefined;
    return found?.parent === server ? [found.seconds] : [];
  });
  return children.reduce((sum, seconds) => sum + seconds, stat(server)?.endedSeconds ?? 0);
}

function stat(pid: number): Stat | undefined {
  let line: string;
  try {
    line = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The second field is a name that may have blanks; what follows it is counted from its end.
  const fields = line
    .slice(line.lastIndexOf(') ') + 2)
    .split(' ')
    .map(Number);
  const [, parent = 0] = fields;
  const sum = (from: number): number => ((fields[from] ?? 0) + (fields[from + 1] ?? 0)) / HZ;
  return { parent, seconds: sum(11), endedSeconds: sum(13) };
}
