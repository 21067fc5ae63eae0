import { execFile } from 'node:child_process';
import { chown, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Runs a program of PostgreSQL and answers what it printed. */
export type RunProgram = (program: string, args: string[]) => Promise<string>;

/**
 * Prepares `directory` for PostgreSQL and tells how to run its programs there. PostgreSQL refuses to run
 * as root, so for root they run as the system user `postgres`, which is made when it is missing; where a
 * parent folder is closed to that user, setpriv lends it the one capability to pass through.
 *
 * @throws Error with one sentence when root has no way to do that
 */
export async function asDatabaseUser(directory: string, program: string): Promise<RunProgram> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  if (process.getuid?.() !== 0) return (file, args) => run(file, args);

  const user = await databaseUser();
  await chown(directory, user.uid, user.gid);
  if ((await isOpenToAll(directory)) && (await isOpenToAll(program)))
    return (file, args) => run(file, args, user);

  const lent = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  // Without the securebit, access(2) forgets the lent capability, and initdb asks it about its own files.
  const become = [
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    '--clear-groups',
    '--securebits=+no_setuid_fixup',
    ...lent,
  ];
  const asUser: RunProgram = (file, args) => run('setpriv', [...become, file, ...args]);
  await asUser(program, ['--version']).catch((error: unknown) => {
    throw new Error(
      `The system user "postgres", which runs the database for root, cannot reach ${directory}; ` +
        `choose a DATA_DIR that every user may pass through, or start Folkmoot as another user than root.`,
      { cause: error },
    );
  });
  return asUser;
}

async function run(file: string, args: string[], user?: { uid: number; gid: number }): Promise<string> {
  const { stdout } = await execute(file, args, { ...user, cwd: '/', maxBuffer: 1024 * 1024 });
  return stdout;
}

async function databaseUser(): Promise<{ uid: number; gid: number }> {
  const known = await idsOf('postgres').catch(() => undefined);
  if (known) return known;
  await execute('groupadd', ['--force', 'postgres']);
  await execute('useradd', [
    '--gid',
    'postgres',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ]);
  return idsOf('postgres');
}

async function idsOf(name: string): Promise<{ uid: number; gid: number }> {
  const [uid, gid] = await Promise.all([execute('id', ['-u', name]), execute('id', ['-g', name])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** Whether every folder above `path` lets any user pass. */
async function isOpenToAll(path: string): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
