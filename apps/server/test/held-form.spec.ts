import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { existsSync } from 'node:fs';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountsService } from '@app/identity';
import { createDataSource } from '@app/platform';
import { configFor, freePort, freshDatabase } from '@app/platform/testing';
import { ENTITIES } from '../src/entities.ts';
import { type RunningServer, startServer } from '../src/server.ts';
import { Browser } from './browser.ts';

const HANDLER = join(fileURLToPath(import.meta.url), '../../../web/build/handler.js');
const password = 'correct horse battery';

describe.skipIf(!existsSync(HANDLER))('a form that is sent after its session has ended', () => {
  let server: RunningServer;
  let db: DataSource;
  let url: string;

  beforeAll(async () => {
    const [port, databaseUrl] = [await freePort(), await freshDatabase()];
    url = `http://127.0.0.1:${port}`;
    db = await createDataSource(databaseUrl, ENTITIES).initialize();
    const config = configFor(databaseUrl, { PORT: String(port), PUBLIC_URL: url });
    const log = pino({ level: 'silent' });
    server = await startServer({ config, db, databaseUrl, log, pagesHandler: HANDLER });
    const ada = { email: 'ada@example.org', username: 'ada', name: 'Ada', password };
    await server.app.get(AccountsService).register(ada, { role: 'member', language: 'en' });
    await db.query(
      `insert into category (slug, name, description, visibility, position) values ('house', 'House', '', 'public', 1)`,
    );
  });
  afterAll(() => server.stop());

  /** Sends a plain form, as a browser without scripts does. */
  const post = (browser: Browser, cookies: string, path: string, fields: Record<string, string>) =>
    fetch(url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        origin: url,
        accept: 'text/html',
        cookie: [browser.cookie, cookies].filter(Boolean).join('; '),
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(fields).toString(),
    });

  it('is kept while its sender signs in, for that browser alone, and is sent then', async () => {
    const browser = new Browser(url, url);
    await browser.send('POST', '/api/v1/sessions', { login: 'ada', password });
    const topic = {
      category: 'house',
      title: 'The roof',
      raw: 'It leaks & drips <again>',
      clientId: '7b1f6c1e-2f4e-4b93-9c53-2f3f7b0c9c11',
    };
    await db.query(`delete from auth_session`);
    const late = await post(browser, '', '/new?/send', topic);
    expect([late.status, late.headers.get('location')]).toEqual([303, '/login?held&back=/login/held']);
    const cookie = late.headers.getSetCookie().find((line) => line.startsWith('folkmoot.held='));
    expect(cookie).toMatch(/HttpOnly; SameSite=Lax$/);
    const held = cookie?.split(';')[0] ?? '';

    await browser.send('POST', '/api/v1/sessions', { login: 'ada', password });
    const page = await fetch(`${url}/login/held`, { headers: { cookie: `${browser.cookie}; ${held}` } });
    const html = await page.text();
    expect(html).toContain('action="/new?/send"');
    expect(html).toContain('It leaks &amp; drips &lt;again>');
    const other = await fetch(`${url}/login/held`, {
      headers: { cookie: browser.cookie },
      redirect: 'manual',
    });
    expect([other.status, other.headers.get('location')]).toEqual([303, '/']);

    const again = await post(browser, held, '/new?/send', topic);
    expect(again.status).toBe(303);
    expect(again.headers.get('location')).toMatch(/^\/t\/\d+\/the-roof/);
  });
});
