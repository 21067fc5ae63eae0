import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processorSeconds } from './processor-time.ts';

/** From dist/apps/cli/src/bench. */
const PROGRAMS = join(import.meta.dirname, '../../..');
const READY_MS = 60_000;

/** The built server as a process of its own, with a database and a folder that end with this program. */
export class RunningSite {
  private child: ChildProcess;

  private constructor(
    readonly url: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {
    this.child = launch(env);
  }

  /** @param seeding arguments of `folkmoot seed` */
  static async start(seeding: readonly string[]): Promise<RunningSite> {
    const folder = mkdtempSync(join(tmpdir(), 'folkmoot-bench-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const env = {
      ...process.env,
      PORT: String(port),
      PUBLIC_URL: url,
      DATA_DIR: folder,
      SEED: 'none',
      LOG_LEVEL: 'error',
    };
    const seed = spawn(process.execPath, [join(PROGRAMS, 'cli/src/main.js'), 'seed', ...seeding], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code] = (await once(seed, 'close')) as [number | null];
    if (code !== 0) throw new Error(`folkmoot seed ended with ${code}`);
    const site = new RunningSite(url, env);
    await ready(url, site.child);
    return site;
  }

  /**
   * Stops the server with its database and starts both again.
   *
   * @returns milliseconds from the start of the process to the last byte of its first page
   */
  async restart(): Promise<number> {
    await this.stop();
    const begun = performance.now();
    this.child = launch(this.env);
    await ready(this.url, this.child);
    await (await fetch(this.url)).text();
    return performance.now() - begun;
  }

  /** What the server's process holds in memory now; its database's processes are not in it. */
  get residentMegabytes(): number {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1000;
  }

  /** What its process has had of the processors so far, without its database. */
  get cpuSeconds(): number {
    return processorSeconds(this.child.pid ?? 0);
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'close');
    this.child.kill('SIGTERM');
    await ended;
  }

  /** Signs a new member up; answers the cookies that say so. */
  async signUp(username: string): Promise<string> {
    const answer = await fetch(`${this.url}/api/v1/accounts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.url },
      body: JSON.stringify({
        username,
        name: username,
        email: `${username}@example.org`,
        password: 'three unrelated words',
      }),
    });
    if (!answer.ok) throw new Error(`Sign-up: ${answer.status} ${await answer.text()}`);
    return answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
  }

  /** Asks the API as the owner of these cookies. */
  async ask<Answer>(path: string, cookie: string, init: RequestInit = {}): Promise<Answer> {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      ...init,
      headers: { cookie, origin: this.url, 'content-type': 'application/json' },
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (answer.status === 204 ? undefined : await answer.json()) as Answer;
  }
}

function launch(env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [...process.execArgv, join(PROGRAMS, 'server/src/main.js')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('No free port');
  return address.port;
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error('The server ended while it started');
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    if (Date.now() > deadline) throw new Error('The server does not get ready');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
