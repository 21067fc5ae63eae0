import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDataSource } from '@app/platform';
import { configFor, freePort, freshDatabase } from '@app/platform/testing';
import { pino } from 'pino';
import { type ClientToServerEvents, LIVE_NAMESPACE, type ServerToClientEvents } from '@app/contract';
import { CategoriesService } from '@app/forum';
import { Client } from 'pg';
import { io, type Socket } from 'socket.io-client';
import { ENTITIES } from '../apps/server/src/entities.ts';
import { type RunningServer, startServer } from '../apps/server/src/server.ts';

const PASSWORD = 'correct horse battery';
const PROGRAM = join(import.meta.dirname, '../dist/apps/server/src/main.js');

/** A whole server with a database and an address of its own, which keeps both when it is stopped. */
export class Community {
  private server: RunningServer | null = null;
  private apart: ChildProcess | null = null;

  private constructor(
    private readonly port: number,
    private readonly databaseUrl: string,
  ) {}

  static async found(): Promise<Community> {
    const community = new Community(await freePort(), await freshDatabase());
    await community.start();
    return community;
  }

  get host(): string {
    return `localhost:${this.port}`;
  }

  get isUp(): boolean {
    return this.server !== null || this.apart !== null;
  }

  get<Service>(service: new (...args: never[]) => Service): Service {
    return this.server!.app.get(service, { strict: false });
  }

  /** Lets somebody write as much as a test does. */
  async trust(username: string): Promise<void> {
    await this.query(`update account set trust = 'trusted' where handle = $1 and domain = ''`, [username]);
  }

  async start(): Promise<void> {
    const config = configFor(this.databaseUrl, {
      PORT: String(this.port),
      PUBLIC_URL: `http://${this.host}`,
      AP_ALLOW_PRIVATE: '1',
    });
    const db = await createDataSource(this.databaseUrl, ENTITIES).initialize();
    this.server = await startServer({
      config,
      db,
      databaseUrl: this.databaseUrl,
      log: pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }),
    });
  }

  async stop(): Promise<void> {
    await this.server?.stop();
    this.server = null;
    await this.kill();
  }

  /** Starts the built program as a process of its own, which can be killed. */
  async startApart(): Promise<void> {
    this.apart = spawn(process.execPath, [PROGRAM], {
      env: {
        ...process.env,
        PORT: String(this.port),
        PUBLIC_URL: `http://${this.host}`,
        DATABASE_URL: this.databaseUrl,
        DATA_DIR: join(tmpdir(), 'folkmoot-test-files'),
        SEED: 'none',
        LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'error',
        AP_ALLOW_PRIVATE: '1',
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await eventually('the program is ready; is it built?', async () => {
      const answer = await fetch(`http://${this.host}/health/ready`).catch(() => null);
      return answer?.ok;
    });
  }

  /** Ends that process in the middle of whatever it does. */
  async kill(): Promise<void> {
    if (this.apart === null) return;
    const ended = once(this.apart, 'exit');
    this.apart.kill('SIGKILL');
    await ended;
    this.apart = null;
  }

  /** Asks its database, whether it runs or not. */
  async query<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    const client = new Client({ connectionString: this.databaseUrl });
    await client.connect();
    try {
      return (await client.query(sql, values)).rows as Row[];
    } finally {
      await client.end();
    }
  }

  async openCategory(slug: string, name: string): Promise<void> {
    const categories = this.server!.app.get(CategoriesService, { strict: false });
    await categories.create({ slug, name, description: `${name}, of ${this.host}`, federated: true });
  }

  async join(username: string): Promise<Member> {
    const newcomer = { email: `${username}@example.org`, password: PASSWORD, username, name: username };
    const answer = await this.request('POST', '/accounts', { body: newcomer });
    if (!answer.ok) throw new Error(`${username} could not join: ${await answer.text()}`);
    const cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    return new Member(this, cookie);
  }

  request(
    method: string,
    path: string,
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    return fetch(`http://${this.host}/api/v1${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** An open page of a topic, as far as what it is told goes. */
  openPage(): Socket<ServerToClientEvents, ClientToServerEvents> {
    return io(`http://${this.host}${LIVE_NAMESPACE}`, { transports: ['websocket'] });
  }
}

/** Somebody with an account, doing what a page would do for them. */
export class Member {
  constructor(
    private readonly community: Community,
    private readonly cookie: string,
  ) {}

  async get<Body>(path: string): Promise<Body> {
    return (await this.send('GET', path)) as Body;
  }

  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<unknown> {
    const answer = await this.community.request(method, path, {
      body,
      headers: { cookie: this.cookie, ...headers },
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return text === '' ? null : JSON.parse(text);
  }
}

/** Waits until a question has an answer, and says what it was waiting for if none comes. */
export async function eventually<Answer>(
  what: string,
  ask: () => Promise<Answer | null | undefined | false>,
): Promise<Answer> {
  const until = Date.now() + 45_000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > until) throw new Error(`still waiting: ${what}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}
