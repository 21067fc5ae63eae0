import { Test, type TestingModule } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDataSource, PlatformModule } from '@app/platform';
import { configFor, freshDatabase } from '@app/platform/testing';
import { AccountsService } from '../accounts/accounts.service.ts';
import { AccountsView } from '../accounts/accounts.view.ts';
import { GUEST, heardSql, IDENTITY_ENTITIES, IdentityModule, RelationsView, type Viewer } from '../index.ts';
import { ProfilesService } from '../profiles/profiles.service.ts';
import { RelationsService } from './relations.service.ts';

describe('what a member has with others', () => {
  let room: TestingModule;
  let db: DataSource;
  let relations: RelationsService;
  let view: RelationsView;
  let accounts: AccountsView;
  const ids: Record<string, string> = {};
  const as = (name: string): Viewer => ({ ...GUEST, accountId: ids[name] ?? null, role: 'member' });

  beforeAll(async () => {
    const databaseUrl = await freshDatabase();
    db = await createDataSource(databaseUrl, IDENTITY_ENTITIES).initialize();
    room = await Test.createTestingModule({
      imports: [PlatformModule.with(configFor(databaseUrl), db), IdentityModule],
    }).compile();
    await room.init();
    relations = room.get(RelationsService);
    view = room.get(RelationsView);
    accounts = room.get(AccountsView);
    for (const name of ['ada', 'bo', 'cy']) {
      const { accountId } = await room
        .get(AccountsService)
        .register(
          { email: `${name}@example.org`, password: 'correct horse battery', username: name, name },
          { role: 'member', language: 'en' },
        );
      ids[name] = accountId;
    }
  });
  afterAll(() => room.close());

  it('is one relation to each: a block takes the place of a mute, and both can be taken back', async () => {
    await relations.set(ids['ada']!, 'bo', 'mute');
    await relations.set(ids['ada']!, '@Bo', 'block');
    expect(await view.list(ids['ada']!)).toEqual([
      { account: expect.objectContaining({ handle: 'bo' }), kind: 'block', createdAt: expect.any(String) },
    ]);
    expect((await accounts.current(ids['ada']!)).hiddenIds).toEqual([ids['bo']]);
    expect(await view.deafTo(ids['bo']!, Object.values(ids))).toEqual(new Set([ids['ada']]));
    expect(await view.blockersOf(ids['bo']!, Object.values(ids))).toEqual(new Set([ids['ada']]));
    expect(await view.deafTo(ids['ada']!, Object.values(ids))).toEqual(new Set());

    await relations.clear(ids['ada']!, 'bo');
    await relations.clear(ids['ada']!, 'bo');
    expect(await view.list(ids['ada']!)).toEqual([]);
    await expect(relations.set(ids['ada']!, 'ada', 'mute')).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(relations.set(ids['ada']!, 'nobody', 'mute')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('keeps a muted author out of a query that asks, for that viewer alone', async () => {
    await relations.set(ids['cy']!, 'bo', 'mute');
    const heard = async (viewer: string | null) =>
      (
        await db.query<{ handle: string }[]>(
          `select handle from account a where ${heardSql('$1::bigint', 'a.id')} order by handle`,
          [viewer],
        )
      ).map(({ handle }) => handle);
    expect(await heard(ids['cy']!)).toEqual(['ada', 'cy']);
    expect(await heard(ids['bo']!)).toEqual(['ada', 'bo', 'cy']);
    expect(await heard(null)).toEqual(['ada', 'bo', 'cy']);
    await relations.clear(ids['cy']!, 'bo');
  });

  it('shows a note and a relation to nobody but the one who made them', async () => {
    await relations.note(ids['ada']!, 'bo', 'Knows the fuse box.');
    await relations.set(ids['ada']!, 'bo', 'mute');
    expect((await accounts.profile('bo', as('ada'))).mine).toEqual({
      relation: 'mute',
      note: 'Knows the fuse box.',
      mayVouch: false,
    });
    expect((await accounts.profile('bo', as('cy'))).mine).toMatchObject({ relation: null, note: '' });
    expect((await accounts.profile('bo', as('bo'))).mine).toBeNull();
    expect((await accounts.profile('bo', GUEST)).mine).toBeNull();
    await relations.note(ids['ada']!, 'bo', '');
    expect((await accounts.profile('bo', as('ada'))).mine?.note).toBe('');
  });

  it('renders a bio to text and links, and everything else inert', async () => {
    const bio =
      '# Not a heading\n<img src=x onerror=alert(1)> **Hello** https://example.org [x](javascript:alert)';
    const fields = [{ label: 'Pronouns', value: 'she' }];
    await room.get(ProfilesService).edit(ids['bo']!, { name: 'Bo', bio, fields });
    const profile = await accounts.profile('bo', GUEST);
    expect(profile.fields).toEqual(fields);
    expect(profile.bioHtml).toContain('<strong>Hello</strong>');
    expect(profile.bioHtml).toContain('<a href="https://example.org" rel="nofollow noopener ugc">');
    expect(profile.bioHtml).toContain('&lt;img');
    expect(profile.bioHtml).not.toMatch(/<h1|<img|href="javascript/);
    expect(await accounts.own(ids['bo']!)).toMatchObject({ name: 'Bo', bio, fields, trust: 'known' });
  });
});
