import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type {
  Applications,
  CurrentAccount,
  Invitation,
  InvitationCard,
  InvitedMany,
  KeptMail,
  Page,
} from '@app/contract';
import { AccountsService } from '@app/identity';
import { createDataSource } from '@app/platform';
import { configFor, freshDatabase } from '@app/platform/testing';
import { ENTITIES } from '../src/entities.ts';
import { type RunningServer, startServer } from '../src/server.ts';
import { Browser } from './browser.ts';

const password = 'correct horse battery';
const newcomer = (username: string) => ({
  email: `${username}@example.org`,
  username,
  name: username,
  password,
});

describe('somebody who wants to come in', () => {
  let server: RunningServer;
  let db: DataSource;
  let staff: Browser;

  beforeAll(async () => {
    const databaseUrl = await freshDatabase();
    db = await createDataSource(databaseUrl, ENTITIES).initialize();
    const config = configFor(databaseUrl, { PORT: '0' });
    server = await startServer({ config, db, databaseUrl, log: pino({ level: 'silent' }) });
    const stina = { email: 'staff@example.org', username: 'stina', name: 'Stina', password };
    await server.app.get(AccountsService).register(stina, { role: 'staff', language: 'sv' });
    staff = new Browser(server.url);
    await staff.send('POST', '/api/v1/sessions', { login: 'stina', password });
    await db.query(`insert into account_group (slug, name) values ('board', 'The board')`);
  });
  afterAll(() => server.stop());
  afterEach(() => db.query(`delete from site_setting where key = 'sign-in'`));

  const visitor = () => new Browser(server.url);
  const set = async (settings: object) =>
    expect((await staff.send('PUT', '/api/v1/admin/sign-in', settings)).status).toBe(204);
  const invite = async (asked: object): Promise<Invitation> => {
    const answer = await staff.send('POST', '/api/v1/admin/invitations', asked);
    expect(answer.status).toBe(201);
    return (await answer.json()) as Invitation;
  };
  const tokenOf = ({ url }: Invitation) => url.split('/invite/')[1] ?? '';
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
  const mailTo = (recipient: string) =>
    vi.waitFor(
      async () => {
        const answer = await staff.send('GET', '/api/v1/admin/mail');
        const { items } = (await answer.json()) as Page<KeptMail>;
        const mail = items.find(({ to }) => to === recipient);
        if (!mail) throw new Error('no mail yet');
        return mail;
      },
      { timeout: 30_000, interval: 100 },
    );
  const groupsOf = async (handle: string): Promise<string[]> => {
    const rows: { slug: string }[] = await db.query(
      `select g.slug::text from group_membership m join account_group g on g.id = m.group_id
         join account a on a.id = m.account_id where a.handle = $1 order by 1`,
      [handle],
    );
    return rows.map(({ slug }) => slug);
  };

  it('needs an invitation where the site is by invitation, and then finds the group and the address settled', async () => {
    await set({ signUp: 'invitation' });
    const refused = await visitor().send('POST', '/api/v1/accounts', newcomer('ada'));
    expect([refused.status, await codeOf(refused)]).toEqual([403, 'closed-sign-up']);

    const invitation = await invite({
      email: 'ada@example.org',
      group: 'board',
      landing: '/t/1',
      note: 'Hej!',
    });
    const mail = await mailTo('ada@example.org');
    expect(mail.subject).toContain('Stina bjuder in dig');
    expect(mail.text).toContain('Hej!');
    expect(mail.text).toContain(invitation.url);
    const card = await visitor().send('GET', `/api/v1/invitations/${tokenOf(invitation)}`);
    expect((await card.json()) as InvitationCard).toMatchObject({
      by: { handle: 'stina' },
      email: 'ada@example.org',
      group: 'The board',
      landing: '/t/1',
      open: true,
    });

    const ada = visitor();
    const body = { ...newcomer('ada'), invitation: tokenOf(invitation) };
    const joined = await ada.send('POST', '/api/v1/accounts', body);
    expect([joined.status, (await joined.json()) as CurrentAccount]).toMatchObject([
      201,
      { emailVerified: true },
    ]);
    expect(await groupsOf('ada')).toEqual(['board', 'members']);
    const again = await visitor().send('POST', '/api/v1/accounts', {
      ...newcomer('bea'),
      invitation: tokenOf(invitation),
    });
    expect([again.status, await codeOf(again)]).toEqual([410, 'outdated-link']);
  });

  it('shares a link with as many as it is for, however many come at once, and leaves nothing behind when late', async () => {
    await set({ signUp: 'invitation' });
    const invitation = tokenOf(await invite({ uses: 2 }));
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        visitor().send('POST', '/api/v1/accounts', { ...newcomer(`guest${n}`), invitation }),
      ),
    );
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 201, 410, 410, 410, 410]);
    const [left] = await db.query(
      `select (select count(*)::int from auth_user where username like 'guest%') as users,
         (select count(*)::int from account where handle like 'guest%') as accounts,
         (select count(*)::int from local_handle where handle like 'guest%') as handles`,
    );
    expect(left).toEqual({ users: 2, accounts: 2, handles: 2 });
  });

  it('is kept out by a link that was withdrawn, is too old, or is not ours', async () => {
    const withdrawn = await invite({ uses: 5 });
    expect((await staff.send('DELETE', `/api/v1/admin/invitations/${withdrawn.id}`)).status).toBe(204);
    const old = await invite({ uses: 5 });
    await db.query(`update invitation set expires_at = now() - interval '1 minute' where id = $1`, [old.id]);
    const forged = `${old.id}-${'A'.repeat(22)}`;
    for (const invitation of [tokenOf(withdrawn), tokenOf(old), forged, 'x']) {
      const answer = await visitor().send('POST', '/api/v1/accounts', { ...newcomer('late'), invitation });
      expect(answer.status).toBe(410);
    }
    expect((await visitor().send('GET', `/api/v1/invitations/${forged}`)).status).toBe(404);
    const members = visitor();
    await members.send('POST', '/api/v1/accounts', newcomer('plain'));
    expect((await members.send('GET', '/api/v1/admin/invitations')).status).toBe(403);
    expect((await members.send('POST', '/api/v1/admin/invitations', {})).status).toBe(403);
    const outside = await staff.send('POST', '/api/v1/admin/invitations', { landing: '//evil.example' });
    expect(outside.status).toBe(422);
  });

  it('is invited with a whole list, and whoever is here or invited already is not asked twice', async () => {
    await invite({ email: 'early@example.org' });
    const csv =
      'Name,E-mail\nNy Nilsson,ny@example.org\nStina,staff@example.org\nE,early@example.org\nno address';
    const send = () => staff.send('POST', '/api/v1/admin/invitations/batch', { csv, group: 'board' });
    const first = (await (await send()).json()) as InvitedMany;
    expect(first.invited).toBe(1);
    expect(first.skipped.map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'member'],
      [4, 'invited'],
      [5, 'no-address'],
    ]);
    expect((await mailTo('ny@example.org')).text).toContain('Hej Ny Nilsson');
    expect(((await (await send()).json()) as InvitedMany).invited).toBe(0);
  });

  it('asks where the site lets in by approval, stays a stranger, and is let in once by whom the staff trust', async () => {
    await set({
      signUp: 'approval',
      approverGroup: 'board',
      cannedReplies: [{ title: 'No', text: 'Sorry.' }],
    });
    const refused = await visitor().send('POST', '/api/v1/accounts', newcomer('gro'));
    expect([refused.status, await codeOf(refused)]).toEqual([403, 'application-needed']);
    for (const name of ['gro', 'hans']) {
      const applied = await visitor().send('POST', '/api/v1/applications', {
        ...newcomer(name),
        application: `I am ${name}`,
      });
      expect([applied.status, applied.headers.getSetCookie()]).toEqual([204, []]);
    }
    const gro = visitor();
    const waiting = await gro.send('POST', '/api/v1/sessions', { login: 'gro', password });
    expect([waiting.status, await codeOf(waiting)]).toEqual([403, 'application-waiting']);
    expect((await visitor().send('GET', '/api/v1/accounts/gro')).status).toBe(404);

    const ada = visitor();
    await ada.send('POST', '/api/v1/sessions', { login: 'ada', password });
    const plain = visitor();
    await plain.send('POST', '/api/v1/sessions', { login: 'plain', password });
    expect((await plain.send('GET', '/api/v1/admin/applications')).status).toBe(403);
    const list = (await (await ada.send('GET', '/api/v1/admin/applications')).json()) as Applications;
    const badgeOf = async (by: typeof ada) => (await by.send('GET', '/api/v1/notifications/badge')).json();
    expect(await badgeOf(ada)).toMatchObject({ applications: list.waiting.length });
    expect(await badgeOf(plain)).toMatchObject({ applications: null });
    expect(list.waiting.map(({ handle, text }) => [handle, text])).toEqual([
      ['gro', 'I am gro'],
      ['hans', 'I am hans'],
    ]);
    expect(list.cannedReplies).toEqual([{ title: 'No', text: 'Sorry.' }]);
    const decide = (by: Browser, n: number, body: object) =>
      by.send('POST', `/api/v1/admin/applications/${list.waiting[n]?.id}/decision`, body);
    expect((await decide(plain, 0, { accept: true })).status).toBe(403);
    expect((await decide(ada, 0, { accept: true, reason: 'Welcome, neighbour' })).status).toBe(204);
    const twice = await decide(staff, 0, { accept: false });
    expect([twice.status, await codeOf(twice)]).toEqual([409, 'application-decided']);
    expect((await decide(staff, 1, { accept: false, reason: 'Not this time' })).status).toBe(204);

    expect((await gro.send('POST', '/api/v1/sessions', { login: 'gro', password })).status).toBe(201);
    expect(await groupsOf('gro')).toEqual(['members']);
    const hans = await visitor().send('POST', '/api/v1/sessions', { login: 'hans', password });
    expect(hans.status).toBe(401);
    expect((await mailTo('hans@example.org')).text).toContain('Not this time');
    const again = { ...newcomer('hans'), application: 'Once more' };
    expect((await visitor().send('POST', '/api/v1/applications', again)).status).toBe(204);
  });
});
