import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDataSource } from '@app/platform';
import { configFor, freshDatabase } from '@app/platform/testing';
import { ENTITIES } from '../src/entities.ts';
import { type RunningServer, startServer } from '../src/server.ts';
import { Browser } from './browser.ts';

describe('the log', () => {
  let server: RunningServer;
  const lines: Record<string, unknown>[] = [];

  beforeAll(async () => {
    const databaseUrl = await freshDatabase();
    const db = await createDataSource(databaseUrl, ENTITIES).initialize();
    const sink = new Writable({
      write: (chunk, _, done) => {
        lines.push(JSON.parse(String(chunk)) as Record<string, unknown>);
        done();
      },
    });
    const config = configFor(databaseUrl, { PORT: '0', ROLES: 'web' });
    server = await startServer({ config, db, databaseUrl, log: pino({ level: 'trace' }, sink) });
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    lines.length = 0;
  });

  it('has one line for a request: id, method, route, status, time and account, and nothing that was sent', async () => {
    const ada = new Browser(server.url);
    const signUp = {
      email: 'ada@example.org',
      username: 'ada',
      name: 'Ada',
      password: 'correct horse battery',
    };
    const { id } = (await (await ada.send('POST', '/api/v1/accounts', signUp)).json()) as { id: string };
    const answer = await ada.send('GET', '/api/v1/accounts/ada?token=hush', undefined, {
      'x-request-id': 'from-the-proxy-1',
      authorization: 'Bearer hush',
    });
    expect(answer.headers.get('x-request-id')).toBe('from-the-proxy-1');

    expect(lines.filter(({ msg }) => msg === 'request')).toEqual([
      expect.objectContaining({ method: 'POST', route: '/api/v1/accounts', status: 201, accountId: null }),
      expect.objectContaining({
        requestId: 'from-the-proxy-1',
        method: 'GET',
        route: '/api/v1/accounts/:handle',
        status: 200,
        ms: expect.any(Number),
        accountId: id,
      }),
    ]);
    const all = JSON.stringify(lines);
    for (const secret of ['hush', 'correct horse', 'ada@example.org', 'session_token']) {
      expect(all).not.toContain(secret);
    }
  });

  it('does not repeat an id that could forge a line', async () => {
    const answer = await fetch(`${server.url}/api/v1/nothing`, { headers: { 'x-request-id': 'a b{}"' } });
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(lines).toEqual([expect.objectContaining({ status: 404, route: null })]);
  });

  it('has no line, and the answer no id, for a ballot, well-formed or not', async () => {
    for (const body of ['{"manifest":"x"}', '{', '']) {
      const answer = await fetch(`${server.url}/ballots`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-request-id': 'voter-number-7' },
        body,
      });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.headers.get('x-request-id')).toBeNull();
      expect(await answer.json()).not.toHaveProperty('requestId');
    }
    expect(lines).toEqual([]);
  });
});
