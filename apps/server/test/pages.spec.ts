import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDataSource } from '@app/platform';
import { configFor, freshDatabase } from '@app/platform/testing';
import { ENTITIES } from '../src/entities.ts';
import { type RunningServer, startServer } from '../src/server.ts';

/** A page that signs its visitor in by the API, as the real one does, and shows what the API answered. */
const PAGE = `export async function handler(request, response) {
  const answer = await request.api(new Request('http://anything/api/v1/sessions?token=hush', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1:9', 'x-forwarded-for': '9.9.9.9' },
    body: JSON.stringify({ login: 'nobody', password: 'wrong password' }),
  }));
  response.statusCode = answer.status;
  response.setHeader('api-request-id', answer.headers.get('x-request-id'));
  response.end(await answer.text());
}`;

describe('a page', () => {
  let folder: string;
  let server: RunningServer;
  const lines: Record<string, unknown>[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'folkmoot-pages-'));
    await writeFile(join(folder, 'handler.mjs'), PAGE);
    const databaseUrl = await freshDatabase();
    const db = await createDataSource(databaseUrl, ENTITIES).initialize();
    const sink = new Writable({
      write: (chunk, _, done) => {
        lines.push(JSON.parse(String(chunk)) as Record<string, unknown>);
        done();
      },
    });
    server = await startServer({
      config: configFor(databaseUrl, { PORT: '0', ROLES: 'web', TRUST_PROXY: '1' }),
      db,
      databaseUrl,
      log: pino({ level: 'info' }, sink),
      pagesHandler: join(folder, 'handler.mjs'),
    });
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  const visit = (address: string) =>
    fetch(`${server.url}/login?next=hush`, { headers: { 'x-forwarded-for': address } });

  it('asks the API without being taken for another site, under one request id', async () => {
    const answer = await visit('192.0.2.1');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers.get('api-request-id')).toBe(answer.headers.get('x-request-id'));

    const requestId = answer.headers.get('x-request-id');
    await expect
      .poll(() => lines.filter(({ msg }) => msg === 'request'))
      .toEqual([
        expect.objectContaining({ requestId, route: '/api/v1/sessions', status: 401 }),
        expect.objectContaining({ requestId, path: '/login', status: 401, ms: expect.any(Number) }),
      ]);
    expect(JSON.stringify(lines)).not.toContain('hush');
  });

  it('speaks for its visitor: the tries of one address are not those of another', async () => {
    const statuses = [];
    for (let n = 0; n < 11; n += 1) statuses.push((await visit('192.0.2.2')).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
    expect((await visit('192.0.2.3')).status).toBe(401);
  });
});
