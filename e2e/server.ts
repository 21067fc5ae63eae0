import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from '../libs/platform/src/testing/free-port.ts';
import { BUILT } from './postgres.ts';

const READY_MS = 90_000;

export interface SiteServer {
  /** The origin that browsers use. */
  url: string;
  databaseUrl: string;
  /** Runs `folkmoot ARGUMENTS` against this server's database and answers what it printed. */
  folkmoot(...command: string[]): Promise<string>;
  /** Asks the database directly, for what no page can set up. */
  query(sql: string, values?: unknown[]): Promise<unknown[]>;
  /** Stops the process in order; data stay. */
  stop(): Promise<void>;
  /** Starts it again on the same port and data. */
  start(): Promise<void>;
  /** Stops it for good and removes its files. */
  close(): Promise<void>;
}

interface Choices {
  seed?: 'none' | 'demo';
  /** More settings, by the names that operators use. */
  variables?: Record<string, string>;
}

/** Starts the whole built server as a process of its own, on a free port and an empty database. */
export async function startSite({ seed = 'none', variables = {} }: Choices = {}): Promise<SiteServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'folkmoot-site-'));
  const databaseUrl = await makeDatabase();
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const environment = {
    ...process.env,
    PORT: String(port),
    PUBLIC_URL: url,
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    SEED: seed,
    LOG_LEVEL: 'warn',
    ...variables,
  };
  let running: ChildProcess | undefined;

  const start = async () => {
    running = spawn(process.execPath, [join(BUILT, 'apps/server/src/main.js')], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await untilReady(running, url);
  };
  const stop = async () => {
    if (!running || running.exitCode !== null) return;
    const ended = once(running, 'exit');
    running.kill('SIGTERM');
    await ended;
  };
  await start();

  return {
    url,
    databaseUrl,
    folkmoot: (...command) => output(join(BUILT, 'apps/cli/src/main.js'), command, environment),
    query: (sql, values) => ask(databaseUrl, sql, values),
    start,
    stop,
    close: async () => {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function makeDatabase(): Promise<string> {
  const server = process.env['E2E_POSTGRES'];
  if (!server) throw new Error('No PostgreSQL: run these tests with e2e/playwright.config.ts');
  const name = `e2e_${randomBytes(6).toString('hex')}`;
  await ask(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function ask(databaseUrl: string, sql: string, values: unknown[] = []): Promise<unknown[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  }
  const deadline = Date.now() + READY_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The server ended:\n${said.join('')}`);
    const ready = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (ready?.ok) return;
    if (Date.now() > deadline) throw new Error(`The server does not get ready:\n${said.join('')}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function output(program: string, command: string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(process.execPath, [program, ...command], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(said.join(''));
  return said.join('');
}
