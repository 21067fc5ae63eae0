import { Test, type TestingModule } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDataSource, PlatformModule } from '@app/platform';
import { configFor, freshDatabase } from '@app/platform/testing';
import { MailLinks } from '../auth/mail-links.ts';
import { GUEST, IDENTITY_ENTITIES, IdentityModule } from '../index.ts';
import { RecoveryService } from '../recovery/recovery.service.ts';
import { SignUpService } from '../sign-up/sign-up.service.ts';
import { accountRefSql } from './account-ref.ts';
import { AccountsService } from './accounts.service.ts';
import { AccountsView } from './accounts.view.ts';

const bea = {
  uri: 'https://b.example/users/1',
  url: 'https://b.example/@bea',
  handle: 'bea',
  domain: 'b.example',
  name: 'Bea',
  bioHtml: '<p>Hej</p>',
  avatarUrl: null,
  indexable: true,
};

describe('accounts', () => {
  let room: TestingModule;
  let db: DataSource;
  let accounts: AccountsService;

  beforeAll(async () => {
    const databaseUrl = await freshDatabase();
    db = await createDataSource(databaseUrl, IDENTITY_ENTITIES).initialize();
    room = await Test.createTestingModule({
      imports: [PlatformModule.with(configFor(databaseUrl), db), IdentityModule],
    }).compile();
    // As on the command line: the room without a server around it.
    await room.init();
    accounts = room.get(AccountsService);
  });
  afterAll(() => room.close());

  it('of another server are kept once, whoever tells of them first', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => accounts.receiveRemote(bea)));
    expect(new Set(ids).size).toBe(1);
    expect(await room.get(AccountsView).profile('@Bea@b.example', GUEST)).toEqual({
      id: ids[0],
      handle: 'bea',
      domain: 'b.example',
      name: 'Bea',
      avatarUrl: null,
      role: null,
      trust: null,
      fields: [],
      groups: [],
      mine: null,
      bioHtml: '<p>Hej</p>',
      url: 'https://b.example/@bea',
      joinedAt: expect.any(String),
    });
  });

  it('of another server stay the same account under a new name, and give an old name free', async () => {
    const id = await accounts.receiveRemote(bea);
    expect(await accounts.receiveRemote({ ...bea, handle: 'beatrice', name: 'Beatrice' })).toBe(id);
    const other = await accounts.receiveRemote({ ...bea, uri: 'https://b.example/users/2' });
    expect(other).not.toBe(id);
    const third = await accounts.receiveRemote({ ...bea, uri: 'https://b.example/users/3', handle: 'BEA' });
    expect(await room.get(AccountsView).profile('bea@b.example', GUEST)).toMatchObject({ id: third });
    const [old] = await db.query(`select handle from account where id = $1`, [other]);
    expect(old.handle).toBe(`bea~${other}`);
  });

  it('of another server can never pass for one of ours', async () => {
    await expect(accounts.receiveRemote({ ...bea, domain: '' })).rejects.toThrow('without a domain');
    await expect(accounts.receiveRemote({ ...bea, domain: 'localhost:3000' })).rejects.toThrow(
      'our own domain',
    );
  });

  it('that are registered for somebody can be registered again without a change', async () => {
    const newcomer = {
      email: 'nils@example.org',
      username: 'Nils',
      name: 'Nils Å',
      password: 'correct horse battery',
    };
    const as = { role: 'staff', language: 'sv' } as const;
    const first = await accounts.register(newcomer, as);
    expect(first.created).toBe(true);
    expect(await accounts.register({ ...newcomer, password: 'another password' }, as)).toEqual({
      accountId: first.accountId,
      created: false,
    });
    expect(await room.get(AccountsView).current(first.accountId)).toMatchObject({
      handle: 'Nils',
      role: 'staff',
      emailVerified: true,
    });
    const other = { ...newcomer, email: 'n2@example.org' };
    await expect(accounts.register(other, as)).rejects.toMatchObject({ code: 'username-taken' });
    const told = await db.query(`select name from change where data->>'accountId' = $1 order by id`, [
      first.accountId,
    ]);
    expect(told).toEqual([{ name: 'account.created' }, { name: 'account.updated' }]);
    const [sessions] = await db.query(`select count(*)::int as n from auth_session`);
    expect(sessions.n).toBe(0);
  });

  it('are told apart from their sessions: a new password ends these, and says so', async () => {
    const olle = {
      email: 'olle@example.org',
      username: 'olle',
      name: 'Olle',
      password: 'correct horse battery',
    };
    const { accountId } = await room.get(SignUpService).signUp(olle, new Headers(), '192.0.2.1');
    const links = room.get(MailLinks);
    const recovery = room.get(RecoveryService);
    await recovery.ask({ email: olle.email }, '192.0.2.1');
    await recovery.ask({ email: 'nobody@example.org' }, '192.0.2.1');
    const link = await links.passwordReset(accountId);
    const token = new URL(link?.url ?? '').searchParams.get('token') ?? '';

    await recovery.redeem({ token, password: 'another good password' }, '192.0.2.1');
    const told = await db.query(`select name from change where data->>'accountId' = $1 order by id`, [
      accountId,
    ]);
    expect(told.map(({ name }: { name: string }) => name)).toEqual([
      'account.created',
      'account.password-reset-requested',
      'session.ended',
    ]);
    expect(await links.passwordReset(accountId)).toBeNull();
    const sessions = await db.query(
      `select s.id from auth_session s join account a on a.auth_user_id = s.user_id where a.id = $1`,
      [accountId],
    );
    expect(sessions).toEqual([]);
  });

  it('come out of any query as the contract describes an author', async () => {
    const { accountId } = await accounts.register(
      {
        email: 'ove@example.org',
        username: 'ove',
        name: 'Ove "O" \\ Öst',
        password: 'correct horse battery',
      },
      { role: 'member', language: 'en' },
    );
    const [row] = await db.query(
      `select ${accountRefSql('author')} as author from account author where author.id = $1`,
      [accountId],
    );
    expect(row.author).toEqual({
      id: accountId,
      handle: 'ove',
      domain: null,
      name: 'Ove "O" \\ Öst',
      avatarUrl: null,
    });
  });
});
