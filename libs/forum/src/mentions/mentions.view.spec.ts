import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mentionable } from '@app/contract';
import { type Person, type TestForum, testForum } from '../testing/test-forum.ts';

describe('while somebody writes', () => {
  let forum: TestForum;
  let ana: Person;

  const group = (slug: string, visibility: string, members: Person[]) =>
    forum.db.query(
      `with made as (insert into account_group (slug, name, visibility) values ($1::text, $1::text, $2) returning id)
       insert into group_membership (group_id, account_id) select id, unnest($3::bigint[]) from made`,
      [slug, visibility, members.map(({ accountId }) => accountId)],
    );
  const matching = async (as: Person, query: string) => {
    const { body } = await forum.send(`GET /writing/mentions?${query}`, { as });
    return (body as Mentionable[]).map(({ handle }) => handle);
  };

  let bo: Person;
  let bea: Person;

  beforeAll(async () => {
    forum = await testForum();
    [ana, bo, bea] = [await forum.person('ana'), await forum.person('bo'), await forum.person('bea')];
    await group('board', 'public', [bo, bea]);
    await group('bees', 'private', [bo]);
  });
  afterAll(() => forum.close());

  it('offers who is meant: those in the topic first, and no group that is none of one’s business', async () => {
    const topicId = await forum.openTopic(bo);
    await forum.stranger('bruno');
    expect(await matching(ana, 'q=b')).toEqual(['bea', 'bo', 'board']);
    expect(await matching(ana, `q=b&topic=${topicId}`)).toEqual(['bo', 'bea', 'board']);
    expect(await matching(bo, 'q=bee')).toEqual(['bees']);
    expect(await matching(ana, 'q=%25')).toEqual([]);
    expect((await forum.send('GET /writing/mentions?q=b')).status).toBe(401);
  });

  it('says how many a text will call, and who would not see what they are called to', async () => {
    const cost = (raw: string, topic?: string) =>
      forum.send('POST /writing/mention-cost', { as: ana, body: { raw, ...(topic ? { topic } : {}) } });
    expect((await cost('@bo and @board, > @ana')).body).toEqual({
      people: 2,
      groups: [{ handle: 'board', members: 2, tooLarge: false }],
      elsewhere: { known: [], unknown: [], told: true },
      cannotSee: [],
      tooMany: false,
    });
    await forum.stranger('bruno');
    const far = (
      await forum.db.query(`select handle || '@' || domain as name from account where domain <> ''`)
    )[0].name;
    expect((await cost(`@${far} and @nobody@far.example`, await forum.openTopic(ana))).body).toMatchObject({
      people: 0,
      elsewhere: { known: [far], unknown: ['nobody@far.example'], told: true },
    });
    await forum.categories.create({ slug: 'inner', name: 'Inner', visibility: 'members', federated: false });
    const { topicId } = await forum.topics.open(ana, { category: 'inner', title: 'Only us', raw: 'Hm' });
    await forum.db.query(
      `update category set visibility = 'groups', permissions = jsonb_build_object('guests', '[]'::jsonb, 'members',
         '[]'::jsonb, 'groups', (select jsonb_object_agg(id, '["see", "read", "reply"]'::jsonb) from account_group where slug = 'bees'))
       where slug = 'inner'`,
    );
    await forum.db.query(
      `insert into group_membership (group_id, account_id) select id, $1 from account_group where slug = 'bees'`,
      [ana.accountId],
    );
    expect((await cost(`@bo @bea @${far}`, topicId)).body).toMatchObject({
      people: 1,
      cannotSee: ['bea'],
      elsewhere: { known: [far], told: false },
    });
  });

  it('finds topics that are much like a title, where the writer may look', async () => {
    await forum.topics.open(ana, { category: 'square', title: 'The bicycle room is full', raw: 'Too many.' });
    await forum.db.query(
      `update category set permissions = '{"guests": [], "members": [], "groups": {}}' where slug = 'inner'`,
    );
    await forum.db.query(`update topic set title = 'The bicycle room of the board' where title = 'Only us'`);
    const { body } = await forum.send('GET /writing/similar-topics?title=Bicycle%20room', { as: ana });
    expect(body).toMatchObject([{ title: 'The bicycle room is full', postCount: 1 }]);
  });
});
