import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CurrentAccount, KeptMail, Page } from '@app/contract';
import { AccountsService } from '@app/identity';
import { createDataSource, SiteSettings } from '@app/platform';
import { configFor, freshDatabase } from '@app/platform/testing';
import { ENTITIES } from '../src/entities.ts';
import { type RunningServer, startServer } from '../src/server.ts';
import { Browser } from './browser.ts';
import { MailServer } from './mail-server.ts';

const password = 'correct horse battery';

async function startWith(variables: Record<string, string>): Promise<RunningServer> {
  const databaseUrl = await freshDatabase();
  const db = await createDataSource(databaseUrl, ENTITIES).initialize();
  const config = configFor(databaseUrl, { PORT: '0', ...variables });
  const server = await startServer({ config, db, databaseUrl, log: pino({ level: 'silent' }) });
  await server.app.get(SiteSettings).write({ name: 'Björkbacken', description: '' });
  return server;
}

async function signUp(server: RunningServer, username: string, languages = 'en'): Promise<Browser> {
  const browser = new Browser(server.url);
  const body = { email: `${username}@example.org`, username, name: username, password };
  const answer = await browser.send('POST', '/api/v1/accounts', body, { 'accept-language': languages });
  expect(answer.status).toBe(201);
  return browser;
}

async function staff(server: RunningServer): Promise<Browser> {
  const newcomer = { email: 'staff@example.org', username: 'stina', name: 'Stina', password };
  await server.app.get(AccountsService).register(newcomer, { role: 'staff', language: 'sv' });
  const browser = new Browser(server.url);
  await browser.send('POST', '/api/v1/sessions', { login: 'stina', password });
  return browser;
}

async function mailTo(reader: Browser, recipient: string, count = 1): Promise<KeptMail[]> {
  return vi.waitFor(
    async () => {
      const answer = await reader.send('GET', '/api/v1/admin/mail');
      const { items } = (await answer.json()) as Page<KeptMail>;
      const found = items.filter(({ to }) => to === recipient);
      expect(found).toHaveLength(count);
      return found;
    },
    { timeout: 30_000, interval: 100 },
  );
}

const linkIn = (mail: KeptMail | undefined): string => /http\S+/.exec(mail?.text ?? '')?.[0] ?? '';

describe('without a mail server', () => {
  let server: RunningServer;
  let reader: Browser;

  beforeAll(async () => {
    server = await startWith({});
    reader = await staff(server);
  });
  afterAll(() => server.stop());

  it('mail is kept for staff to see, in the language of the newcomer; nobody else sees it', async () => {
    const bo = await signUp(server, 'bo', 'sv-SE,sv;q=0.9,en;q=0.5');
    await signUp(server, 'cy', 'de,en;q=0.5');

    const [swedish] = await mailTo(reader, 'bo@example.org');
    expect(swedish).toMatchObject({ subject: 'Bekräfta din e-postadress till Björkbacken', sentAt: null });
    const [english] = await mailTo(reader, 'cy@example.org');
    expect(english?.subject).toBe('Confirm your e-mail address for Björkbacken');
    expect(await mailTo(reader, 'staff@example.org', 0)).toEqual([]);

    const asMember = await bo.send('GET', '/api/v1/admin/mail');
    expect(asMember.status).toBe(403);
    expect(await asMember.json()).toMatchObject({ code: 'staff-only' });
    expect((await new Browser(server.url).send('GET', '/api/v1/admin/mail')).status).toBe(401);
  });

  it('tells people when the archive that they asked for is ready, and where they download it', async () => {
    const dag = await signUp(server, 'dag', 'sv');
    // Only an address that is known to be theirs is written to.
    const [welcome] = await mailTo(reader, 'dag@example.org');
    const { pathname, search } = new URL(linkIn(welcome));
    expect((await dag.send('GET', pathname + search)).status).toBe(302);
    expect((await dag.send('POST', '/api/v1/profile/export')).status).toBe(202);
    const [ready] = await mailTo(reader, 'dag@example.org', 2);
    expect(ready?.subject).toBe('Ditt arkiv från Björkbacken är klart');
    expect(linkIn(ready)).toMatch(/\/settings\/data$/);
    const archive = await dag.send('GET', '/api/v1/profile/export/archive');
    const bytes = Buffer.from(await archive.arrayBuffer());
    expect(archive.headers.get('content-length')).toBe(String(bytes.length));
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
  });

  it('the link in it verifies the address, once and for all', async () => {
    const disa = await signUp(server, 'disa');
    const [mail] = await mailTo(reader, 'disa@example.org');
    const { pathname, search, origin } = new URL(linkIn(mail));
    expect(origin).toBe('http://localhost:3000');

    const wrong = await new Browser(server.url).send('GET', pathname + search.replace('token=', 'token=x'));
    expect(wrong.headers.get('location')).toContain('error=');
    expect(await isVerified(disa)).toBe(false);
    const followed = await new Browser(server.url).send('GET', pathname + search);
    expect([followed.status, followed.headers.get('location')]).toEqual([302, '/?email=verified']);
    expect(await isVerified(disa)).toBe(true);

    // Asking again is harmless: there is nothing left to verify.
    expect((await disa.send('POST', '/api/v1/sessions/current/verification-mail')).status).toBe(204);
    const eva = await signUp(server, 'eva');
    expect((await eva.send('POST', '/api/v1/sessions/current/verification-mail')).status).toBe(204);
    await mailTo(reader, 'eva@example.org', 2);
    await mailTo(reader, 'disa@example.org', 1);
  });

  it('a forgotten password is replaced by a link that works once and ends every session', async () => {
    const finn = await signUp(server, 'finn');
    const visitor = new Browser(server.url);
    for (const email of ['finn@example.org', 'nobody@example.org']) {
      expect((await visitor.send('POST', '/api/v1/password-resets', { email })).status).toBe(204);
    }
    const mails = await mailTo(reader, 'finn@example.org', 2);
    const reset = mails.find(({ subject }) => subject === 'A new password for Björkbacken');
    const token = new URL(linkIn(reset)).searchParams.get('token');
    expect(linkIn(reset)).toContain('http://localhost:3000/reset-password?token=');

    const body = { token, password: 'another good password' };
    expect((await visitor.send('POST', '/api/v1/password-resets/redeem', body)).status).toBe(204);
    expect((await finn.send('GET', '/api/v1/sessions/current')).status).toBe(401);
    const again = await visitor.send('POST', '/api/v1/password-resets/redeem', body);
    expect([again.status, await again.json()]).toMatchObject([410, { code: 'outdated-link' }]);
    const signIn = (login: string, word: string) =>
      new Browser(server.url).send('POST', '/api/v1/sessions', { login, password: word });
    expect((await signIn('finn', password)).status).toBe(401);
    expect((await signIn('finn', body.password)).status).toBe(201);
  });

  it('an event that is handled twice is told of once', async () => {
    const gösta = await signUp(server, 'gosta');
    await mailTo(reader, 'gosta@example.org');
    const { id } = (await (await gösta.send('GET', '/api/v1/sessions/current')).json()) as CurrentAccount;
    const db = server.app.get(DataSource);
    const again = JSON.stringify({ name: 'account.created', accountId: id });
    await db.query(`select graphile_worker.add_job('event:mail-welcome', $1::json)`, [again]);
    await vi.waitFor(async () => expect(await db.query(`select id from graphile_worker.jobs`)).toEqual([]), {
      timeout: 30_000,
    });
    await mailTo(reader, 'gosta@example.org', 1);
  });

  it('no other door of the sign-in library is open', async () => {
    const body = { email: 'x@example.org', password, name: 'X', username: 'admin' };
    for (const [method, path] of [
      ['POST', 'sign-up/email'],
      ['POST', 'sign-in/email'],
      ['POST', 'update-user'],
      ['GET', 'get-session'],
      ['GET', 'ok'],
    ] as const) {
      const answer = await new Browser(server.url).send(
        method,
        `/api/auth/${path}`,
        method === 'GET' ? undefined : body,
      );
      expect([path, answer.status]).toEqual([path, 404]);
    }
    const evil = '/api/auth/verify-email?token=x&callbackURL=https://evil.example';
    const answer = await new Browser(server.url).send('GET', evil);
    expect(answer.headers.get('location')).toBeNull();
  });
});

describe('with a mail server', () => {
  const mailServer = new MailServer();
  let server: RunningServer;

  beforeAll(async () => {
    server = await startWith({ SMTP_URL: await mailServer.start() });
  });
  afterAll(async () => {
    await server.stop();
    await mailServer.stop();
  });

  it('a mail that is refused at first is sent later, once, and its link is then hidden from staff', async () => {
    mailServer.refuses = true;
    await signUp(server, 'gun', 'sv');
    const reader = await staff(server);
    const [waiting] = await mailTo(reader, 'gun@example.org');
    expect(waiting?.sentAt).toBeNull();
    await vi.waitFor(() => expect(mailServer.refused).toBeGreaterThan(0), { timeout: 30_000 });
    mailServer.refuses = false;

    await vi.waitFor(() => expect(mailServer.taken).toHaveLength(1), { timeout: 30_000 });
    const [letter = ''] = mailServer.taken;
    expect(letter).toMatch(/^From: =\?UTF-8\?\S+ <forum@example.org>$/m);
    expect(letter).toMatch(/^To: gun@example.org$/m);
    expect(letter).toMatch(/^Message-ID: <mail-\d+@localhost>$/m);

    await vi.waitFor(async () => {
      const [sent] = await mailTo(reader, 'gun@example.org');
      expect(Date.parse(sent?.sentAt ?? '')).toBeGreaterThan(0);
      expect(linkIn(sent)).toContain('token=…');
    });
    const db = server.app.get(DataSource);
    const [left] = await db.query(`select count(*)::int as jobs from graphile_worker.jobs`);
    expect(left).toEqual({ jobs: 0 });
    expect(mailServer.taken).toHaveLength(1);
  });
});

async function isVerified(browser: Browser): Promise<boolean> {
  const answer = await browser.send('GET', '/api/v1/sessions/current');
  return ((await answer.json()) as CurrentAccount).emailVerified;
}
