import { createHmac } from 'node:crypto';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AuthenticatorSetup, KeptMail, Page, Session, SignInMethods } from '@app/contract';
import { AccountsService } from '@app/identity';
import { createDataSource } from '@app/platform';
import { configFor, freshDatabase } from '@app/platform/testing';
import { ENTITIES } from '../src/entities.ts';
import { type RunningServer, startServer } from '../src/server.ts';
import { Browser } from './browser.ts';

const password = 'correct horse battery';

describe('a member', () => {
  let server: RunningServer;
  let db: DataSource;
  let reader: Browser;

  beforeAll(async () => {
    const databaseUrl = await freshDatabase();
    db = await createDataSource(databaseUrl, ENTITIES).initialize();
    const config = configFor(databaseUrl, { PORT: '0' });
    server = await startServer({ config, db, databaseUrl, log: pino({ level: 'silent' }) });
    const staff = { email: 'staff@example.org', username: 'stina', name: 'Stina', password };
    await server.app.get(AccountsService).register(staff, { role: 'staff', language: 'en' });
    reader = new Browser(server.url);
    await reader.send('POST', '/api/v1/sessions', { login: 'stina', password });
  });
  afterAll(() => server.stop());

  async function join(username: string): Promise<Browser> {
    const browser = new Browser(server.url);
    const body = { email: `${username}@example.org`, username, name: username, password };
    expect((await browser.send('POST', '/api/v1/accounts', body)).status).toBe(201);
    return browser;
  }

  async function codeFor(recipient: string, subject: string): Promise<string> {
    return vi.waitFor(
      async () => {
        const answer = await reader.send('GET', '/api/v1/admin/mail');
        const { items } = (await answer.json()) as Page<KeptMail>;
        const mail = items.find((one) => one.to === recipient && one.subject.startsWith(subject));
        const code = /^\d{3} \d{3}$/m.exec(mail?.text ?? '')?.[0];
        if (code === undefined) throw new Error('no mail with a code yet');
        return code;
      },
      { timeout: 30_000, interval: 100 },
    );
  }

  const methodsOf = async (browser: Browser): Promise<SignInMethods> =>
    (await (await browser.send('GET', '/api/v1/sign-in-methods')).json()) as SignInMethods;

  it('shows that an address is theirs by six digits, in another browser than the one they signed up in', async () => {
    const ada = await join('ada');
    const code = await codeFor('ada@example.org', 'Confirm');
    const elsewhere = new Browser(server.url);
    const type = (email: string, typed: string) =>
      elsewhere.send('POST', '/api/v1/email-verifications', { email, code: typed });

    const wrong = await type('ada@example.org', '000000' === code.replace(' ', '') ? '111111' : '000000');
    expect([wrong.status, await wrong.json()]).toMatchObject([422, { errors: [{ pointer: '/code' }] }]);
    // Nobody learns from this whether an address is known.
    const unknown = await type('nobody@example.org', code);
    expect([unknown.status, await unknown.json()]).toMatchObject([422, { code: 'wrong-code' }]);
    expect((await methodsOf(ada)).emailVerified).toBe(false);

    expect((await type('ADA@example.org', code)).status).toBe(204);
    expect((await methodsOf(ada)).emailVerified).toBe(true);
    expect((await type('ada@example.org', code)).status).toBe(422);
  });

  it('finds a code dead after five wrong ones, and a new one alive', async () => {
    const bea = await join('bea');
    const code = await codeFor('bea@example.org', 'Confirm');
    const wrong = code.startsWith('9') ? '123456' : '999999';
    for (let n = 0; n < 5; n += 1) {
      expect((await bea.send('POST', '/api/v1/email-verifications', { code: wrong })).status).toBe(422);
    }
    expect((await bea.send('POST', '/api/v1/email-verifications', { code })).status).toBe(422);

    await bea.send('POST', '/api/v1/sessions/current/verification-mail');
    const second = await vi.waitFor(async () => {
      const found = await codeFor('bea@example.org', 'Confirm');
      expect(found).not.toBe(code);
      return found;
    });
    expect((await bea.send('POST', '/api/v1/email-verifications', { code: second })).status).toBe(204);
  });

  it('sets a new password by the code of the mail alone, and by no older code', async () => {
    await join('cia');
    const visitor = new Browser(server.url);
    await visitor.send('POST', '/api/v1/password-resets', { email: 'cia@example.org' });
    const code = await codeFor('cia@example.org', 'A new password');
    const next = { email: 'cia@example.org', code, password: 'another good password' };
    expect((await visitor.send('POST', '/api/v1/password-resets/redeem', next)).status).toBe(204);
    expect((await visitor.send('POST', '/api/v1/password-resets/redeem', next)).status).toBe(422);
    const login = { login: 'cia', password: 'another good password' };
    expect((await visitor.send('POST', '/api/v1/sessions', login)).status).toBe(201);
  });

  it('sees where they are signed in, and signs out one browser or all others', async () => {
    const here = await join('dan');
    const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    const [phone, library] = [new Browser(server.url), new Browser(server.url)];
    const login = { login: 'dan', password };
    await phone.send('POST', '/api/v1/sessions', login, { 'user-agent': agent });
    await library.send('POST', '/api/v1/sessions', login);
    const stranger = await join('dora');

    const list = async (browser: Browser) =>
      (await (await browser.send('GET', '/api/v1/sessions')).json()) as Session[];
    const sessions = await list(here);
    expect(sessions).toHaveLength(3);
    expect(sessions[0]).toMatchObject({ current: true, method: 'password' });
    const firefox = sessions.find(({ browser }) => browser === 'Firefox');
    expect(firefox).toMatchObject({ current: false, system: 'Linux' });

    const gone = await stranger.send('DELETE', `/api/v1/sessions/${firefox?.id}`);
    expect(gone.status).toBe(404);
    expect((await here.send('DELETE', `/api/v1/sessions/${firefox?.id}`)).status).toBe(204);
    expect((await phone.send('GET', '/api/v1/sessions/current')).status).toBe(401);
    expect((await library.send('GET', '/api/v1/sessions/current')).status).toBe(200);

    expect((await here.send('DELETE', '/api/v1/sessions')).status).toBe(204);
    expect((await library.send('GET', '/api/v1/sessions/current')).status).toBe(401);
    expect(await list(here)).toHaveLength(1);
    expect((await stranger.send('GET', '/api/v1/sessions/current')).status).toBe(200);
  });

  it('changes the password by knowing the old one, which signs out every other browser', async () => {
    const eli = await join('eli');
    const other = new Browser(server.url);
    await other.send('POST', '/api/v1/sessions', { login: 'eli', password });
    const put = (current: string) =>
      eli.send('PUT', '/api/v1/sign-in-methods/password', { current, password: 'a brand new password' });
    const wrong = await put('not the password');
    expect([wrong.status, await wrong.json()]).toMatchObject([422, { errors: [{ pointer: '/current' }] }]);
    expect((await put(password)).status).toBe(204);
    expect((await eli.send('GET', '/api/v1/sessions/current')).status).toBe(200);
    expect((await other.send('GET', '/api/v1/sessions/current')).status).toBe(401);
  });

  it('with an authenticator app signs in by password and code, each code once, or a recovery code, each once', async () => {
    const fia = await join('fia');
    const start = (word: string) =>
      fia.send('POST', '/api/v1/sign-in-methods/authenticator', { password: word });
    const refused = await start('not the password');
    expect([refused.status, await refused.json()]).toMatchObject([422, { code: 'wrong-password' }]);
    const setup = (await (await start(password)).json()) as AuthenticatorSetup;
    expect(setup.recoveryCodes).toHaveLength(10);
    expect((await methodsOf(fia)).authenticator).toBe(false);
    const give = (browser: Browser, code: string) =>
      browser.send('POST', '/api/v1/sessions/second-factor', { code });
    expect((await give(fia, '000000')).status).toBe(422);
    expect((await give(fia, totp(setup.secret))).status).toBe(201);
    expect(await methodsOf(fia)).toMatchObject({ authenticator: true });

    const login = async () => {
      const browser = new Browser(server.url);
      const answer = await browser.send('POST', '/api/v1/sessions', { login: 'fia', password });
      expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'second-factor-required' }]);
      expect((await browser.send('GET', '/api/v1/sessions/current')).status).toBe(401);
      return browser;
    };
    const first = await login();
    const code = totp(setup.secret, 30);
    expect((await give(first, code)).status).toBe(201);
    expect((await first.send('GET', '/api/v1/sessions/current')).status).toBe(200);
    const again = await login();
    expect((await give(again, code)).status).toBe(422);
    expect((await again.send('GET', '/api/v1/sessions/current')).status).toBe(401);

    const [recovery = ''] = setup.recoveryCodes;
    const lost = await login();
    expect((await give(lost, recovery)).status).toBe(201);
    const twice = await login();
    expect((await give(twice, recovery)).status).toBe(422);

    expect((await fia.send('DELETE', '/api/v1/sign-in-methods/authenticator', { password })).status).toBe(
      204,
    );
    const plain = new Browser(server.url);
    expect((await plain.send('POST', '/api/v1/sessions', { login: 'fia', password })).status).toBe(201);
  });

  it('of the staff acts as staff only after a second factor, where the site asks for one', async () => {
    const gun = { email: 'gun@example.org', username: 'gun', name: 'Gun', password };
    await server.app.get(AccountsService).register(gun, { role: 'staff', language: 'en' });
    const browser = new Browser(server.url);
    await browser.send('POST', '/api/v1/sessions', { login: 'gun', password });
    const settings = async () => (await browser.send('GET', '/api/v1/admin/sign-in')).status;
    expect(await settings()).toBe(200);

    await reader.send('PUT', '/api/v1/admin/sign-in', { requireSecondFactor: true });
    try {
      expect(await settings()).toBe(403);
      expect(await methodsOf(browser)).toMatchObject({ secondFactorNeeded: true });
      expect(await site(browser)).toMatchObject({ secondFactorMissing: true });
      const member = new Browser(server.url);
      await member.send('POST', '/api/v1/sessions', { login: 'fia', password });
      expect(await site(member)).toMatchObject({ secondFactorMissing: false });
      const answer = await browser.send('POST', '/api/v1/sign-in-methods/authenticator', { password });
      const { secret } = (await answer.json()) as AuthenticatorSetup;
      await browser.send('POST', '/api/v1/sessions/second-factor', { code: totp(secret) });
      expect(await settings()).toBe(200);
      expect(await methodsOf(browser)).toMatchObject({ secondFactorNeeded: false });
      expect(await site(browser)).toMatchObject({ secondFactorMissing: false });
    } finally {
      await db.query(`delete from site_setting where key = 'sign-in'`);
    }
  });
});

const site = async (browser: Browser) => (await browser.send('GET', '/api/v1/site')).json();

/** The code of an authenticator app (RFC 6238, SHA-1, 30 s, 6 digits), `later` seconds from now. */
function totp(secret: string, later = 0): string {
  let bits = '';
  for (const letter of secret.replace(/=+$/, '')) {
    bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0');
  }
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor((Date.now() / 1000 + later) / 30)));
  const mac = createHmac('sha1', key).update(step).digest();
  const at = mac[19]! & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
