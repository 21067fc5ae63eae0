// Installs and builds what is missing or out of date. Runs on Node 20, before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const bin = join(root, 'node_modules/.bin');

/** The Node that the project runs on, from npm, whatever the system has. */
export const node = join(bin, 'node');

/**
 * How the server is run. A small young generation makes collections frequent and memory small: pages leave much
 * garbage and little that lasts.
 */
export const serverFlags = ['--enable-source-maps', '--max-semi-space-size=4', '--heap-growing-percent=30'];

/** The environment of every child: the project's own programs first. */
export const environment = { ...process.env, PATH: `${bin}:${process.env.PATH}`, FORCE_COLOR: '0' };

/** @returns the exit code; output goes to stderr so that stdout stays the command's own */
export function run(command, args, { cwd = root, env = environment, quiet = false } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', quiet ? 'pipe' : 2, quiet ? 'pipe' : 2],
    });
    const kept = [];
    child.stdout?.on('data', (chunk) => kept.push(chunk));
    child.stderr?.on('data', (chunk) => kept.push(chunk));
    child.once('error', (error) => {
      console.error(String(error));
      done(1);
    });
    child.once('close', (code) => {
      if (code !== 0 && quiet) process.stderr.write(Buffer.concat(kept));
      done(code ?? 1);
    });
  });
}

async function step(title, work) {
  const begun = Date.now();
  const seconds = () => Math.round((Date.now() - begun) / 1000);
  console.error(`${title} …`);
  const beat = setInterval(() => console.error(`${title} … ${seconds()} s`), 10_000);
  const code = await work();
  clearInterval(beat);
  if (code !== 0) {
    console.error(`${title} failed.`);
    process.exit(1);
  }
  console.error(`${title}: done in ${seconds()} s`);
}

function digest(...paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    hash.update(path);
    hash.update(readFileSync(full));
  };
  const walk = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (SKIPPED.has(entry.name)) continue;
      if (entry.isDirectory()) walk(path);
      else add(path);
    }
  };
  for (const path of paths) {
    if (path.endsWith('/')) walk(path.slice(0, -1));
    else add(path);
  }
  return hash.digest('hex');
}
const SKIPPED = new Set(['node_modules', 'build', 'dist', '.svelte-kit', 'paraglide']);

/** Does the work only when the digest differs from the one left by the last time it succeeded. */
async function unlessFresh(stampFile, wanted, title, work) {
  const path = join(root, stampFile);
  if (existsSync(path) && readFileSync(path, 'utf8') === wanted) return;
  rmSync(path, { force: true });
  await step(title, work);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, wanted);
}

export async function install() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    console.error(`Folkmoot needs Node 20 or later to start; this is ${process.version}.`);
    process.exit(1);
  }
  const wanted = digest('package-lock.json', 'package.json', 'apps/web/package.json');
  await unlessFresh('node_modules/.folkmoot-installed', wanted, 'Installing packages', () =>
    // Not "npm ci": it refuses a lock file that was written where some other platform's optional packages
    // could not be had. --no-save leaves the lock as it is, and its versions are used.
    run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], { quiet: true }),
  );
}

const SHARED = ['package-lock.json', 'tsconfig.json'];

export async function buildServer() {
  const wanted = digest(
    ...SHARED,
    'tsconfig.build.json',
    'nest-cli.json',
    'apps/server/',
    'apps/cli/',
    'libs/',
    'scripts/build-verifier.mjs',
  );
  await unlessFresh('dist/.folkmoot-built', wanted, 'Building the server', async () => {
    const code = await run(join(bin, 'nest'), ['build', 'server'], { quiet: true });
    return code || run(node, [join(root, 'scripts/build-verifier.mjs')], { quiet: true });
  });
}

export async function buildPages() {
  const wanted = digest(...SHARED, 'apps/web/', 'libs/contract/', 'libs/tally/');
  await unlessFresh('apps/web/build/.folkmoot-built', wanted, 'Building the pages', () =>
    run(join(bin, 'vite'), ['build'], { cwd: join(root, 'apps/web'), quiet: true }),
  );
}

export async function prepare() {
  await install();
  await Promise.all([buildServer(), buildPages()]);
}

/** Runs the built program in the foreground and ends with its code; signals reach it and are awaited. */
export function become(command, args, { cwd = root, env = environment } = {}) {
  const child = spawn(command, args, { cwd, env, stdio: 'inherit' });
  // Ctrl-C reaches the child through the terminal; SIGTERM has to be passed on.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.once('close', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}
