import { randomBytes } from 'node:crypto';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { Cluster, isAlive, SUPERUSER } from './cluster.ts';

export interface EmbeddedDatabase {
  url: string;
  /** Ends the server if this process keeps it; data stay. */
  stop(): Promise<void>;
}

interface Choices {
  /** Where data, password and log live; made if missing. */
  directory: string;
  /** Extra `name=value` settings of the server. */
  settings?: string[];
  /** Told, in a sentence, when the server died and was started again. */
  onRestart?: (sentence: string) => void;
}

const DATABASE = 'folkmoot';
const WATCH_MILLISECONDS = 1000;

/**
 * Runs a real PostgreSQL from npm on a free loopback port. The cluster is made on first use. A server
 * that another process of the same folder keeps is joined and left running; one that lost its keeper is
 * taken over; one that dies is started again on the same port.
 *
 * @throws Error with PostgreSQL's own words when it does not come up
 */
export async function startEmbeddedPostgres(choices: Choices): Promise<EmbeddedDatabase> {
  const home = resolve(choices.directory);
  await mkdir(home, { recursive: true });
  const cluster = await Cluster.at(join(home, 'cluster'));
  const password = await keptPassword(join(home, 'password'));
  const urlAt = (port: number, name = DATABASE) =>
    `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${name}`;
  const keeperFile = join(home, 'keeper.pid');

  const found = await cluster.running();
  if (found && isAlive(await keeperIn(keeperFile)))
    return { url: urlAt(found.port), stop: () => Promise.resolve() };
  await writeFile(keeperFile, String(process.pid));

  const isNew = !found && !(await exists(join(home, 'cluster', 'PG_VERSION')));
  const port = found?.port ?? (await freePort());
  try {
    if (isNew) await cluster.create(password);
    if (!found) await cluster.start(port, choices.settings ?? []);
    await createDatabaseOnce(urlAt(port, 'postgres'));
  } catch (error) {
    throw new Error(
      `PostgreSQL under ${home} did not start: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }

  const watch = setInterval(() => void restartIfDead(), WATCH_MILLISECONDS);
  watch.unref();
  let restarting = false;
  async function restartIfDead(): Promise<void> {
    if (restarting || (await cluster.running())) return;
    restarting = true;
    choices.onRestart?.(
      'The database process ended unexpectedly; it is being started again, and nothing that was saved is lost.',
    );
    await cluster
      .start(port, choices.settings ?? [])
      .catch((error: unknown) => choices.onRestart?.(String(error)));
    restarting = false;
  }

  return {
    url: urlAt(port),
    stop: async () => {
      clearInterval(watch);
      await cluster.stop();
    },
  };
}

/** A crash between initdb and this leaves a cluster without our database, so it is asked for every time. */
async function createDatabaseOnce(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
  if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  await client.end();
}

async function keeperIn(path: string): Promise<number> {
  const pid = Number(await readFile(path, 'utf8').catch(() => '0'));
  // Process ids are used again: a file of our own number is left over from an earlier life.
  return pid === process.pid ? -1 : pid;
}

async function keptPassword(path: string): Promise<string> {
  if (await exists(path)) return readFile(path, 'utf8');
  const password = randomBytes(24).toString('hex');
  await writeFile(path, password, { mode: 0o600 });
  return password;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
