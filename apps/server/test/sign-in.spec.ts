import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CurrentAccount, Problem, Profile } from '@app/contract';
import { AccountsService, SessionsService } from '@app/identity';
import { createDataSource } from '@app/platform';
import { configFor, freshDatabase } from '@app/platform/testing';
import { ENTITIES } from '../src/entities.ts';
import { type RunningServer, startServer } from '../src/server.ts';
import { Browser } from './browser.ts';

const password = 'correct horse battery';
const newcomer = (username: string) => ({
  email: `${username}@example.org`,
  username,
  name: `${username} Andersson`,
  password,
});

describe('a member', () => {
  let server: RunningServer;
  let db: DataSource;

  beforeAll(async () => {
    const databaseUrl = await freshDatabase();
    db = await createDataSource(databaseUrl, ENTITIES).initialize();
    server = await startServer({
      config: configFor(databaseUrl, { PORT: '0' }),
      db,
      databaseUrl,
      log: pino({ level: 'silent' }),
    });
  });
  afterAll(() => server.stop());

  const browser = () => new Browser(server.url);

  it('signs up and is signed in at once, by a cookie that scripts cannot read', async () => {
    const ada = browser();
    const answer = await ada.send('POST', '/api/v1/accounts', newcomer('Ada'));

    expect(answer.status).toBe(201);
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^folkmoot\.session_token=.+; Path=\/; HttpOnly; SameSite=Lax$/);
    const account = (await answer.json()) as CurrentAccount;
    expect(account).toEqual({
      id: expect.stringMatching(/^\d+$/),
      handle: 'Ada',
      domain: null,
      name: 'Ada Andersson',
      avatarUrl: null,
      role: 'member',
      email: 'ada@example.org',
      emailVerified: false,
      preferences: { language: 'en', zone: null, theme: 'auto', density: 'comfortable' },
      hiddenIds: [],
    });
    const current = await ada.send('GET', '/api/v1/sessions/current');
    expect(await current.json()).toEqual(account);
    expect(await groupsOf(account.id)).toEqual(['members']);
  });

  it('signs in by name or by address, and has no session after signing out, whatever cookie comes back', async () => {
    await browser().send('POST', '/api/v1/accounts', newcomer('berit'));
    for (const login of ['berit', 'BERIT', 'Berit@Example.org']) {
      const berit = browser();
      expect((await berit.send('POST', '/api/v1/sessions', { login, password })).status).toBe(201);
      const kept = berit.cookie;
      expect((await berit.send('GET', '/api/v1/sessions/current')).status).toBe(200);

      expect((await berit.send('DELETE', '/api/v1/sessions/current')).status).toBe(204);
      expect(berit.cookie).toBe('');
      const replayed = await browser().send('GET', '/api/v1/sessions/current', undefined, { cookie: kept });
      expect(replayed.status).toBe(401);
      expect(await replayed.json()).toMatchObject({ code: 'sign-in-required' });
    }
  });

  it('is refused alike for a wrong password and for a name that nobody has', async () => {
    await browser().send('POST', '/api/v1/accounts', newcomer('cecilia'));
    for (const login of ['cecilia', 'cecilia@example.org', 'nobody', 'nobody@example.org', 'å', 'a@b']) {
      const answer = await browser().send('POST', '/api/v1/sessions', { login, password: 'wrong password' });
      expect(answer.status).toBe(401);
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(await answer.json()).toMatchObject({ code: 'wrong-credentials' });
    }
  });

  it('must wait after ten wrong guesses at one name, while another name is free to sign in', async () => {
    await browser().send('POST', '/api/v1/accounts', newcomer('doris'));
    await browser().send('POST', '/api/v1/accounts', newcomer('dagny'));
    const wrong = { login: 'doris', password: 'wrong password' };
    for (let n = 0; n < 10; n += 1) {
      expect((await browser().send('POST', '/api/v1/sessions', wrong)).status).toBe(401);
    }
    const answer = await browser().send('POST', '/api/v1/sessions', { login: 'doris', password });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await browser().send('POST', '/api/v1/sessions', { login: 'dagny', password })).status).toBe(201);
  });

  it('is told which field is taken or not valid', async () => {
    await browser().send('POST', '/api/v1/accounts', newcomer('ester'));
    const refusals = [
      [{ ...newcomer('ester'), username: 'ester2' }, 409, 'email-taken', ['/email']],
      [{ ...newcomer('Ester'), email: 'e2@example.org' }, 409, 'username-taken', ['/username']],
      [newcomer('ester'), 409, 'email-taken', ['/email', '/username']],
      [newcomer('admin'), 409, 'username-taken', ['/username']],
      [{ ...newcomer('eva'), password: 'short' }, 422, 'invalid-input', ['/password']],
      [{ ...newcomer('eva'), email: 'eva', username: '-' }, 422, 'invalid-input', ['/email', '/username']],
    ] as const;
    for (const [body, status, code, pointers] of refusals) {
      const answer = await browser().send('POST', '/api/v1/accounts', body);
      const problem = (await answer.json()) as Problem;
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(problem).toMatchObject({ status, code });
      expect([...new Set(problem.errors?.map(({ pointer }) => pointer))]).toEqual(pointers);
    }
  });

  it('gets one account when the same name is asked for eight times at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        browser().send('POST', '/api/v1/accounts', { ...newcomer('frida'), email: `frida${n}@example.org` }),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort((a, b) => a - b);
    expect(statuses).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
    const [counted] = await db.query(
      `select (select count(*)::int from account where handle = 'frida') as accounts,
         (select count(*)::int from auth_user where username = 'frida') as users,
         (select count(*)::int from auth_credential c join auth_user u on u.id = c.user_id where u.username = 'frida') as credentials`,
    );
    expect(counted).toEqual({ accounts: 1, users: 1, credentials: 1 });
  });

  it('whose sign-up broke off before the account was made gets it at the next sign-in, once', async () => {
    await browser().send('POST', '/api/v1/accounts', newcomer('gerda'));
    // What a crash between better-auth's commit and ours leaves behind.
    await db.query(`delete from account where handle = 'gerda'`);
    await db.query(`delete from local_handle where handle = 'gerda'`);

    const answers = await Promise.all(
      ['gerda', 'gerda@example.org', 'gerda'].map((login) =>
        browser().send(
          'POST',
          '/api/v1/sessions',
          { login, password },
          { 'accept-language': 'sv-SE,sv;q=0.9,en;q=0.8' },
        ),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    const accounts = await db.query(`select id, language from account where handle = 'gerda'`);
    expect(accounts).toEqual([{ id: expect.any(String), language: 'sv' }]);
    expect(await groupsOf(accounts[0].id)).toEqual(['members']);
  });

  it('can start again when the name of a broken-off sign-up went to a category', async () => {
    await browser().send('POST', '/api/v1/accounts', newcomer('garden'));
    await db.query(`delete from account where handle = 'garden'`);
    await db.query(`update local_handle set kind = 'category' where handle = 'garden'`);

    const answer = await browser().send('POST', '/api/v1/sessions', { login: 'garden', password });
    expect(await answer.json()).toMatchObject({ code: 'username-taken' });
    const again = { ...newcomer('gardener'), email: 'garden@example.org' };
    expect((await browser().send('POST', '/api/v1/accounts', again)).status).toBe(201);
  });

  it('becomes staff, and stops being staff, with effect on the very next request', async () => {
    const hedvig = browser();
    const answer = await hedvig.send('POST', '/api/v1/accounts', newcomer('hedvig'));
    const { id } = (await answer.json()) as CurrentAccount;
    const accounts = server.app.get(AccountsService);
    const sessions = server.app.get(SessionsService);

    expect((await browser().send('GET', '/api/v1/admin/mail')).status).toBe(401);
    expect(await (await hedvig.send('GET', '/api/v1/admin/mail')).json()).toMatchObject({
      code: 'staff-only',
    });
    await accounts.setRole(id, 'staff');
    expect((await hedvig.send('GET', '/api/v1/admin/mail')).status).toBe(200);
    const groups = await (await hedvig.send('GET', '/api/v1/groups')).json();
    expect(groups).toContainEqual(expect.objectContaining({ slug: 'staff', name: 'Staff', size: 1 }));
    expect(await sessions.viewerOf({ cookie: hedvig.cookie })).toMatchObject({
      accountId: id,
      role: 'staff',
    });
    expect(await groupsOf(id)).toEqual(['members', 'staff']);

    await accounts.setRole(id, 'member');
    expect((await hedvig.send('GET', '/api/v1/admin/mail')).status).toBe(403);
    expect(await groupsOf(id)).toEqual(['members']);
  });

  it('is a guest to a server that did not sign the cookie', async () => {
    const ingrid = browser();
    await ingrid.send('POST', '/api/v1/accounts', newcomer('ingrid'));
    const sessions = server.app.get(SessionsService);
    expect(await sessions.viewerOf({ cookie: ingrid.cookie })).toMatchObject({ role: 'member' });
    const [token] = decodeURIComponent(ingrid.cookie).split('=')[1]!.split('.');
    for (const cookie of [
      ingrid.cookie.slice(0, -8),
      `folkmoot.session_token=${token}`,
      `folkmoot.session_token=${token}.${'A'.repeat(43)}%3D`,
      'folkmoot.session_token=',
      '%%%',
    ]) {
      expect(await sessions.viewerOf({ cookie })).toMatchObject({ accountId: null, role: 'guest' });
    }
  });

  it('is protected from what another site makes the browser send', async () => {
    const jenny = browser();
    await jenny.send('POST', '/api/v1/accounts', newcomer('jenny'));
    const { cookie } = jenny;
    const evil = { origin: 'https://evil.example' };
    const refused = [evil, { origin: 'null' }, { ...evil, 'sec-fetch-site': 'cross-site' }];
    for (const headers of refused) {
      const answer = await jenny.send('DELETE', '/api/v1/sessions/current', undefined, headers);
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ code: 'cross-origin' });
    }
    const elsewhere = new Browser(server.url, 'https://evil.example');
    const signIn = await elsewhere.send('POST', '/api/v1/sessions', { login: 'jenny', password });
    expect(signIn.status).toBe(403);
    expect(jenny.cookie).toBe(cookie);
    expect((await jenny.send('GET', '/api/v1/sessions/current', undefined, evil)).status).toBe(200);
    const own = { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' };
    expect((await jenny.send('DELETE', '/api/v1/sessions/current', undefined, own)).status).toBe(204);
  });

  it('has a profile that anyone may read, without the e-mail address', async () => {
    await browser().send('POST', '/api/v1/accounts', newcomer('karin'));
    const answer = await browser().send('GET', '/api/v1/accounts/KARIN');
    const profile = (await answer.json()) as Profile;
    expect(profile).toMatchObject({ handle: 'karin', domain: null, role: 'member', bioHtml: '', url: null });
    expect(Date.parse(profile.joinedAt)).toBeGreaterThan(0);
    expect(JSON.stringify(profile)).not.toContain('example.org');
    const full = await browser().send('GET', '/api/v1/accounts/karin@localhost:3000');
    expect(await full.json()).toEqual(profile);
    expect((await browser().send('GET', '/api/v1/accounts/nobody')).status).toBe(404);
  });

  async function groupsOf(accountId: string): Promise<string[]> {
    const rows: { slug: string }[] = await db.query(
      `select g.slug from group_membership m join account_group g on g.id = m.group_id
       where m.account_id = $1 order by g.slug`,
      [accountId],
    );
    return rows.map(({ slug }) => slug);
  }
});
