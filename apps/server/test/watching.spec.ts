import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Reading, type ReadingName, ReadingName as Names } from '@app/contract';
import { createDataSource } from '@app/platform';
import { configFor, freshDatabase } from '@app/platform/testing';
import { ENTITIES } from '../src/entities.ts';
import { type RunningServer, startServer } from '../src/server.ts';
import { Browser } from './browser.ts';

const TOKEN = 'a-token-for-the-scraper';

interface Span {
  name: string;
  traceId: string;
  parentSpanId?: string;
  attributes: { key: string; value: { stringValue?: string } }[];
}

describe('whoever runs the server', () => {
  let server: RunningServer;
  let db: DataSource;
  let collector: Server;
  const spans: Span[] = [];
  const lines: Record<string, unknown>[] = [];

  beforeAll(async () => {
    collector = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { resourceSpans } = JSON.parse(Buffer.concat(chunks).toString()) as {
          resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
        };
        spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    });
    await new Promise<void>((done) => collector.listen(0, '127.0.0.1', done));
    const { port } = collector.address() as AddressInfo;
    const databaseUrl = await freshDatabase();
    db = await createDataSource(databaseUrl, ENTITIES).initialize();
    const sink = new Writable({
      write: (chunk, _, done) => {
        lines.push(JSON.parse(String(chunk)) as Record<string, unknown>);
        done();
      },
    });
    const config = configFor(databaseUrl, {
      PORT: '0',
      DATA_DIR: tmpdir(),
      METRICS_TOKEN: TOKEN,
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      SLOW_QUERY_MS: '200',
    });
    server = await startServer({ config, db, databaseUrl, log: pino({ level: 'warn' }, sink) });
  });
  afterAll(async () => {
    await server.stop();
    await new Promise((done) => collector.close(done));
  });

  const metrics = async (): Promise<string> => {
    const answer = await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
    expect(answer.status).toBe(200);
    return answer.text();
  };
  const castSomething = () =>
    fetch(`${server.url}/ballots`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
  const collectSomething = () =>
    fetch(`${server.url}/api/v1/elections/1/credentials`, { method: 'POST', body: '{}' });

  it('reads metrics with the token, and nobody else sees that there are any', async () => {
    for (const authorization of ['', 'Bearer ', `Bearer ${TOKEN}x`, `Basic ${TOKEN}`]) {
      const answer = await fetch(`${server.url}/metrics`, {
        headers: authorization ? { authorization } : {},
      });
      expect(answer.status).toBe(404);
      expect(await answer.text()).toBe('');
    }
    const text = await metrics();
    const missing = Names.options.filter((name) => !new RegExp(`^folkmoot_${name} \\d`, 'm').test(text));
    expect(missing).toEqual([]);
    expect(text).toContain('process_resident_memory_bytes');
  });

  it('finds requests under the pattern of their address, and no ballot under any', async () => {
    await fetch(`${server.url}/api/v1/accounts/nobody-by-that-name`);
    await castSomething();
    await collectSomething();
    await expect.poll(metrics).toContain('route="/api/v1/accounts/:handle",method="GET",status="4xx"');
    const text = await metrics();
    expect(text).not.toContain('nobody-by-that-name');
    expect(text).not.toMatch(/ballots|credentials/);
  });

  it('reads in the log which statement was slow, without what it was given, and counts it', async () => {
    await db.query(`select pg_sleep(0.25), $1::text`, ['hush']);
    expect(lines.filter(({ msg }) => msg === 'slow query')).toEqual([
      expect.objectContaining({ statement: 'select pg_sleep(0.25), $1::text', ms: expect.any(Number) }),
    ]);
    expect(JSON.stringify(lines)).not.toContain('hush');
    expect(await metrics()).toMatch(/^folkmoot_slow_queries 1$/m);
  });

  it('counts a slow statement about ballots, and writes no line that tells its time', async () => {
    lines.length = 0;
    await db.query(`select pg_sleep(0.25) from (select count(*) from ballot) as counted`);
    expect(lines).toEqual([]);
    expect(await metrics()).toMatch(/^folkmoot_slow_queries 2$/m);
  });

  it('follows a request to its statements in a collector of traces, and no ballot', async () => {
    await fetch(`${server.url}/api/v1/topics?private=hush`);
    await castSomething();
    await collectSomething();
    await expect
      .poll(() => spans.find(({ name }) => name === 'GET /api/v1/topics'), { timeout: 20_000 })
      .toBeDefined();
    const { traceId } = spans.find(({ name }) => name === 'GET /api/v1/topics')!;
    const statements = spans.filter((span) => span.traceId === traceId && span.name === 'query');
    expect(statements.length).toBeGreaterThan(0);
    const told = JSON.stringify(spans);
    expect(told).toContain('from topic');
    expect(told).not.toMatch(/hush|\/ballots|credentials/);
  });

  it('sees on the health page that all is well, and what is not, being staff', async () => {
    const [ada, bo] = [new Browser(server.url), new Browser(server.url)];
    for (const [browser, username] of [
      [ada, 'ada'],
      [bo, 'bo'],
    ] as const)
      await browser.send('POST', '/api/v1/accounts', {
        email: `${username}@example.org`,
        username,
        name: username,
        password: 'correct horse battery',
      });
    expect((await bo.send('GET', '/api/v1/admin/health')).status).toBe(403);
    await db.query(`update account set role = 'staff' where handle = 'ada'`);
    const states = async (): Promise<Partial<Record<ReadingName, Reading>>> => {
      const answer = await ada.send('GET', '/api/v1/admin/health');
      const { readings } = (await answer.json()) as { readings: Reading[] };
      return Object.fromEntries(readings.map((reading) => [reading.name, reading]));
    };
    expect(await states()).toMatchObject({ jobs_given_up: { value: 0, state: 'fine' } });
    await db.query(`select graphile_worker.add_job('no-such-task', max_attempts => 1)`);
    await db.query(`update graphile_worker._private_jobs set attempts = max_attempts
      where task_id = (select id from graphile_worker._private_tasks where identifier = 'no-such-task')`);
    expect(await states()).toMatchObject({ jobs_given_up: { value: 1, state: 'watch' } });
  });
});
