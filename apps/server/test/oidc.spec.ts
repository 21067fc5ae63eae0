import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CurrentAccount, OidcProvider, Session } from '@app/contract';
import { AccountsService } from '@app/identity';
import { createDataSource } from '@app/platform';
import { configFor, freePort, freshDatabase } from '@app/platform/testing';
import { ENTITIES } from '../src/entities.ts';
import { type RunningServer, startServer } from '../src/server.ts';
import { Browser } from './browser.ts';

const password = 'correct horse battery';

/** What the provider says about people, by their name there; tests change it between sign-ins. */
const people = new Map<string, Record<string, unknown>>();

describe('somebody whom another site knows', () => {
  let server: RunningServer;
  let db: DataSource;
  let house: Server;
  let issuer: string;
  let staff: Browser;

  beforeAll(async () => {
    const [port, databaseUrl] = [await freePort(), await freshDatabase()];
    const publicUrl = `http://127.0.0.1:${port}`;
    house = createServer();
    await new Promise<void>((done) => house.listen(0, '127.0.0.1', done));
    issuer = `http://127.0.0.1:${(house.address() as AddressInfo).port}`;
    house.on('request', providerAt(issuer, `${publicUrl}/api/auth/oidc/club/callback`).callback());

    db = await createDataSource(databaseUrl, ENTITIES).initialize();
    const config = configFor(databaseUrl, {
      PORT: String(port),
      PUBLIC_URL: publicUrl,
      AP_ALLOW_PRIVATE: '1',
    });
    server = await startServer({ config, db, databaseUrl, log: pino({ level: 'silent' }) });
    const stina = { email: 'staff@example.org', username: 'stina', name: 'Stina', password };
    await server.app.get(AccountsService).register(stina, { role: 'staff', language: 'en' });
    staff = new Browser(server.url, publicUrl);
    await staff.send('POST', '/api/v1/sessions', { login: 'stina', password });
    await db.query(
      `insert into account_group (slug, name) values ('board', 'The board'), ('choir', 'The choir')`,
    );
    const added = await staff.send('POST', '/api/v1/admin/oidc-providers', {
      slug: 'club',
      name: 'The club',
      issuer,
      clientId: 'forum',
      clientSecret: 'a secret between two houses',
      groupClaim: 'roles',
      groups: [{ claim: 'styrelse', group: 'board' }],
    });
    if (added.status !== 204) throw new Error(await added.text());
  });
  afterAll(async () => {
    await server.stop();
    await new Promise((done) => house.close(done));
  });

  /** Goes there and back as a browser would; answers it and where it was sent in the end. */
  async function signIn(name: string): Promise<{ browser: Browser; arrived: string }> {
    const browser = new Browser(server.url);
    const begun = await browser.send('GET', '/api/auth/oidc/club?back=/c/house');
    let next = begun.headers.get('location') ?? '';
    let cookies = '';
    for (let hops = 0; next.startsWith(issuer) && hops < 10; hops += 1) {
      const answer = await fetch(next, {
        redirect: 'manual',
        headers: { cookie: `${cookies}; who=${name}` },
      });
      cookies = [...answer.headers.getSetCookie().map((line) => line.split(';')[0]), cookies].join('; ');
      next = new URL(answer.headers.get('location') ?? '', next).href;
    }
    const back = new URL(next);
    const finished = await browser.send('GET', back.pathname + back.search);
    return { browser, arrived: finished.headers.get('location') ?? '' };
  }

  const current = async (browser: Browser) =>
    (await (await browser.send('GET', '/api/v1/sessions/current')).json()) as CurrentAccount;
  const groupsOf = async (handle: string): Promise<string[]> => {
    const rows: { slug: string }[] = await db.query(
      `select g.slug::text from group_membership m join account_group g on g.id = m.group_id
         join account a on a.id = m.account_id where a.handle = $1 order by 1`,
      [handle],
    );
    return rows.map(({ slug }) => slug);
  };

  it('gets an account the first time, the same one after that, and the groups that it says now', async () => {
    people.set('u1', {
      email: 'ada@club.example',
      email_verified: true,
      name: 'Ada Ek',
      preferred_username: 'ada',
      roles: ['styrelse', 'unknown here'],
    });
    const first = await signIn('u1');
    expect(first.arrived).toBe('/c/house');
    const ada = await current(first.browser);
    expect(ada).toMatchObject({ handle: 'ada', name: 'Ada Ek', emailVerified: true });
    expect(await groupsOf('ada')).toEqual(['board', 'members']);
    const sessions = (await (await first.browser.send('GET', '/api/v1/sessions')).json()) as Session[];
    expect(sessions).toMatchObject([{ method: 'oidc' }]);

    await db.query(`insert into group_membership select id, $1 from account_group where slug = 'choir'`, [
      ada.id,
    ]);
    people.set('u1', { ...people.get('u1'), roles: [] });
    expect((await current((await signIn('u1')).browser)).id).toBe(ada.id);
    // The provider does not speak for the choir.
    expect(await groupsOf('ada')).toEqual(['choir', 'members']);
    const [club] = (await (await staff.send('GET', '/api/v1/admin/oidc-providers')).json()) as OidcProvider[];
    expect(club?.changes.map(({ account, group, joined }) => [account.handle, group, joined])).toEqual([
      ['ada', 'The board', false],
      ['ada', 'The board', true],
    ]);
    expect(JSON.stringify(club)).not.toContain('a secret between');
  });

  it('gets another name when theirs is taken, and is somebody here already only when both sides have proof', async () => {
    people.set('u2', { email: 'other@club.example', email_verified: true, preferred_username: 'Stina' });
    expect(await current((await signIn('u2')).browser)).toMatchObject({ handle: 'Stina-2' });

    people.set('u3', { email: 'staff@example.org', email_verified: false, preferred_username: 'x' });
    const thief = await signIn('u3');
    expect(thief.arrived).toBe('/login?refused=email-taken');
    expect((await thief.browser.send('GET', '/api/v1/sessions/current')).status).toBe(401);

    people.set('u3', { email: 'staff@example.org', email_verified: true, preferred_username: 'x' });
    expect(await current((await signIn('u3')).browser)).toMatchObject({ handle: 'stina', role: 'staff' });
  });

  it('comes in only through the browser that asked, and once', async () => {
    const browser = new Browser(server.url);
    const answer = await browser.send('GET', '/api/auth/oidc/club/callback?code=stolen&state=x');
    expect(answer.headers.get('location')).toBe('/login?refused=outdated-link');
    await browser.send('GET', '/api/auth/oidc/club');
    const wrongState = await browser.send('GET', '/api/auth/oidc/club/callback?code=stolen&state=x');
    expect(wrongState.headers.get('location')).toBe('/login?refused=provider-failed');
    const elsewhere = await new Browser(server.url).send('GET', '/api/auth/oidc/club?back=//evil.example');
    expect(elsewhere.status).toBe(302);
    expect((await new Browser(server.url).send('GET', '/api/auth/oidc/nobody')).status).toBe(404);
    expect((await new Browser(server.url).send('GET', '/api/v1/admin/oidc-providers')).status).toBe(401);
  });
});

/** A real provider whose sign-in page is a cookie that says who comes. */
function providerAt(issuer: string, callback: string): Provider {
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'forum',
        client_secret: 'a secret between two houses',
        redirect_uris: [callback],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    claims: {
      openid: ['sub', 'roles'],
      email: ['email', 'email_verified'],
      profile: ['name', 'preferred_username'],
    },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['only for this test'] },
    interactions: { url: (_, interaction) => `/come/${interaction.uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people.get(id) }) }),
    pkce: { required: () => true },
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({
        clientId: context.oidc.client?.clientId,
        accountId: context.oidc.session?.accountId,
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  provider.use(async (context, next) => {
    if (!context.path.startsWith('/come/')) return next();
    const accountId = /who=(\w+)/.exec(context.headers.cookie ?? '')?.[1] ?? '';
    context.redirect(await provider.interactionResult(context.req, context.res, { login: { accountId } }));
  });
  return provider;
}
