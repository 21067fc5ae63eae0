import { Test, type TestingModule } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountRole } from '@app/contract';
import { createDataSource, PlatformModule } from '@app/platform';
import { configFor, freshDatabase } from '@app/platform/testing';
import { AccountsService } from '../accounts/accounts.service.ts';
import { AccountsView } from '../accounts/accounts.view.ts';
import { GUEST, IDENTITY_ENTITIES, IdentityModule, TrustService, type Viewer } from '../index.ts';
import { GroupsService } from './groups.service.ts';
import { GroupsView } from './groups.view.ts';

describe('groups', () => {
  let room: TestingModule;
  let db: DataSource;
  let groups: GroupsService;
  let view: GroupsView;
  const people: Record<string, Viewer> = {};
  const as = (name: string): Viewer => people[name] ?? GUEST;
  const names = async (viewer: Viewer) => (await view.list(viewer)).map(({ slug }) => slug);
  const members = async (slug: string) => (await view.members(slug)).map(({ handle }) => handle);

  beforeAll(async () => {
    const databaseUrl = await freshDatabase();
    db = await createDataSource(databaseUrl, IDENTITY_ENTITIES).initialize();
    room = await Test.createTestingModule({
      imports: [PlatformModule.with(configFor(databaseUrl), db), IdentityModule],
    }).compile();
    await room.init();
    groups = room.get(GroupsService);
    view = room.get(GroupsView);
    const enter = async (name: string, role: AccountRole) => {
      const { accountId } = await room
        .get(AccountsService)
        .register(
          { email: `${name}@example.org`, password: 'correct horse battery', username: name, name },
          { role, language: 'en' },
        );
      people[name] = { ...GUEST, accountId, role };
    };
    await enter('sam', 'staff');
    for (const name of ['ada', 'bo', 'cy']) await enter(name, 'member');
    const plain = { description: '', visibility: 'public' } as const;
    await groups.create(as('sam'), { slug: 'board', name: 'Board', ...plain });
    await groups.create(as('sam'), { slug: 'inquiry', name: 'Inquiry', ...plain, visibility: 'private' });
  });
  afterAll(() => room.close());

  it('are made by staff, under a name of their own', async () => {
    const group = { slug: 'BOARD', name: 'Again', description: '', visibility: 'public' } as const;
    await expect(groups.create(as('sam'), group)).rejects.toMatchObject({ code: 'slug-taken' });
    await expect(groups.create(as('ada'), group)).rejects.toMatchObject({ code: 'staff-only' });
    await expect(groups.edit(as('ada'), 'board', group)).rejects.toMatchObject({ code: 'staff-only' });
  });

  it('take in many names at once, say which nobody has, and tell of each who came', async () => {
    const answer = await groups.addMembers(as('sam'), 'board', ['@Ada', 'bo', 'ada', 'nobody']);
    expect(answer).toEqual({ added: 2, unknown: ['nobody'] });
    expect(await members('board')).toEqual(['ada', 'bo']);
    expect(await groups.addMembers(as('sam'), 'board', ['ada'])).toEqual({ added: 0, unknown: [] });
    const [{ told }] = await db.query<[{ told: number }]>(
      `select count(*)::int as told from change where name = 'account.updated' and data->>'accountId' = any($1)`,
      [[as('ada').accountId, as('bo').accountId]],
    );
    expect(told).toBe(2);
  });

  it('are kept by their managers, who need not be staff, and by nobody else', async () => {
    await expect(groups.addMembers(as('ada'), 'board', ['cy'])).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await groups.setManager(as('sam'), 'board', 'ada', true);
    expect(await groups.addMembers(as('ada'), 'board', ['cy'])).toMatchObject({ added: 1 });
    await groups.removeMember(as('ada'), 'board', 'cy');
    await groups.removeMember(as('ada'), 'board', 'cy');
    await expect(groups.removeMember(as('bo'), 'board', 'ada')).rejects.toMatchObject({
      code: 'not-allowed',
    });
    // One's own membership is one's own.
    await groups.removeMember(as('bo'), 'board', 'bo');
    expect(await members('board')).toEqual(['ada']);
  });

  it('that are private are unknown to those outside', async () => {
    await groups.addMembers(as('sam'), 'inquiry', ['bo']);
    expect(await names(as('bo'))).toEqual(['board', 'inquiry']);
    expect(await names(as('ada'))).toEqual(['board']);
    expect(await names(GUEST)).toEqual([]);
    await expect(view.page(as('ada'), 'inquiry')).rejects.toMatchObject({ code: 'not-found' });
    await expect(view.memberPage(as('ada'), 'inquiry', { limit: 10 })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(groups.addMembers(as('ada'), 'inquiry', ['ada'])).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(groups.removeMember(as('ada'), 'inquiry', 'ada')).rejects.toMatchObject({
      code: 'not-found',
    });
    const profile = await room.get(AccountsView).profile('bo', as('ada'));
    expect(profile.groups).toEqual([]);
  });

  it('that are built in are filled by nobody, not even by staff', async () => {
    for (const slug of ['members', 'staff']) {
      await expect(groups.addMembers(as('sam'), slug, ['ada'])).rejects.toMatchObject({
        code: 'not-allowed',
      });
    }
    expect(await names(as('sam'))).toEqual(['board', 'inquiry', 'members', 'staff']);
  });

  it('are read page by page, by name', async () => {
    await groups.addMembers(as('sam'), 'board', ['bo', 'cy', 'sam']);
    const first = await view.memberPage(as('cy'), 'board', { limit: 2 });
    expect(first.items.map(({ account }) => account.handle)).toEqual(['ada', 'bo']);
    const second = await view.memberPage(as('cy'), 'board', { limit: 2, cursor: first.next! });
    expect(second.items.map(({ account }) => account.handle)).toEqual(['cy', 'sam']);
    expect(second.next).toBeNull();
    const back = await view.memberPage(as('cy'), 'board', { limit: 2, cursor: second.prev! });
    expect(back.items).toEqual(first.items);
  });

  it('aside, a newcomer is known as soon as one trusted member vouches, and never new again', async () => {
    const trust = room.get(TrustService);
    const profile = () => room.get(AccountsView).profile('cy', as('sam'));
    await db.query(`update account set trust = 'new' where handle = 'cy'`);
    expect((await profile()).mine?.mayVouch).toBe(true);
    await expect(trust.vouch(as('ada'), 'cy')).rejects.toMatchObject({ code: 'not-allowed' });
    await trust.vouch(as('sam'), 'cy');
    await trust.vouch(as('sam'), 'cy');
    expect(await profile()).toMatchObject({ trust: 'known', mine: { mayVouch: false } });
    await trust.raise(as('cy').accountId!, 'trusted');
    await trust.raise(as('cy').accountId!, 'known');
    expect((await profile()).trust).toBe('trusted');
  });
});
