import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SessionsService } from '@app/identity';
import { createDataSource } from '@app/platform';
import { configFor, freshDatabase } from '@app/platform/testing';
import { ENTITIES } from '../src/entities.ts';
import { type RunningServer, startServer } from '../src/server.ts';
import { Browser } from './browser.ts';

const PUBLIC_URL = 'https://forum.example';
const ada = { email: 'ada@example.org', username: 'ada', name: 'Ada', password: 'correct horse battery' };

describe('a session of a site behind TLS', () => {
  let databaseUrl: string;
  let server: RunningServer;
  let db: DataSource;

  const start = async () => {
    db = await createDataSource(databaseUrl, ENTITIES).initialize();
    const config = configFor(databaseUrl, { PORT: '0', ROLES: 'web', PUBLIC_URL });
    server = await startServer({ config, db, databaseUrl, log: pino({ level: 'silent' }) });
  };

  beforeAll(async () => {
    databaseUrl = await freshDatabase();
    await start();
  });
  afterAll(() => server.stop());

  it('has a cookie that is sent over TLS only, and outlives a restart of the server', async () => {
    const browser = new Browser(server.url, PUBLIC_URL);
    const answer = await browser.send('POST', '/api/v1/accounts', ada);
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Secure-folkmoot\.session_token=.+; Max-Age=2592000; .*HttpOnly; Secure; SameSite=Lax$/,
      ),
    ]);

    await server.stop();
    await start();
    const again = await fetch(`${server.url}/api/v1/sessions/current`, {
      headers: { cookie: browser.cookie },
    });
    expect(await again.json()).toMatchObject({ handle: 'ada' });
  });

  it('lasts a month from its last use, is put off at most once a day, and then ends', async () => {
    const browser = new Browser(server.url, PUBLIC_URL);
    await browser.send('POST', '/api/v1/sessions', { login: 'ada', password: ada.password });
    const look = () => browser.send('GET', '/api/v1/sessions/current');
    const daysLeft = async (): Promise<number> => {
      const [row] = await db.query(
        `select round(extract(epoch from max(expires_at) - now()) / 86400)::int as days from auth_session`,
      );
      return row.days;
    };
    await db.query(
      `delete from auth_session where id <> (select id from auth_session order by created_at desc limit 1)`,
    );
    expect((await look()).headers.getSetCookie()).toEqual([]);

    const age = `update auth_session set updated_at = now() - interval '9 days', expires_at = now() + interval '21 days'`;
    await db.query(age);
    const renewed = await look();
    expect(renewed.status).toBe(200);
    expect(renewed.headers.getSetCookie()).toEqual([expect.stringContaining('Max-Age=2592000')]);
    expect(await daysLeft()).toBe(30);
    expect((await look()).headers.getSetCookie()).toEqual([]);

    await db.query(`update auth_session set expires_at = now() - interval '1 second'`);
    expect((await look()).status).toBe(401);
    await server.app.get(SessionsService).sweep();
    expect(await db.query(`select id from auth_session`)).toEqual([]);
  });
});
