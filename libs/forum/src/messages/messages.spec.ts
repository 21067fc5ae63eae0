import type { MessageList, MessagePeople, PostAddress, TopicList } from '@app/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, type TestForum, testForum } from '../testing/test-forum.ts';

let forum: TestForum;
let ada: Person;
let bo: Person;
let cia: Person;
let sam: Person;

beforeAll(async () => {
  forum = await testForum();
  [ada, bo, cia] = [await forum.person('ada'), await forum.person('bo'), await forum.person('cia')];
  sam = await forum.person('sam', 'staff');
  await forum.db.query(`insert into account_group (slug, name) values ('board', 'The board')`);
  await forum.db.query(
    `insert into group_membership (group_id, account_id) select id, $1 from account_group where slug = 'board'`,
    [cia.accountId],
  );
});
afterAll(() => forum.close());

async function write(by: Person, body: object) {
  return forum.send('POST /messages', { as: by, body: { title: 'Between us', raw: 'In private', ...body } });
}

const see = async (topicId: string, by?: Person) =>
  (await forum.send(`GET /topics/${topicId}`, by ? { as: by } : {})).status;

async function unread(by: Person) {
  return (await forum.send('GET /messages/unread', { as: by })).body;
}

describe('a private message', () => {
  it('can be flagged by those in it; the flag is kept, and neither its author nor anybody outside sees it', async () => {
    const { topicId, postId } = (await write(ada, { people: ['bo'] })).body as PostAddress;
    const flag = (as: Person) =>
      forum.send(`POST /posts/${postId}/flags`, { as, body: { reason: 'rude', note: 'Not like this.' } });
    expect(await flag(bo)).toMatchObject({ status: 201, body: { state: 'open', note: 'Not like this.' } });
    // Staff that are not in it learn neither of the message nor of the flag.
    expect(await Promise.all([cia, sam].map(async (by) => (await flag(by)).status))).toEqual([404, 404]);
    expect((await flag(ada)).status).toBe(403);
    expect(
      await forum.db.query(`select account_id, reason, state from flag where post_id = $1`, [postId]),
    ).toEqual([{ account_id: bo.accountId, reason: 'rude', state: 'open' }]);
    const shown = JSON.stringify((await forum.send(`GET /topics/${topicId}`, { as: ada })).body);
    expect(shown).toContain('In private');
    expect(shown).not.toContain('Not like this.');
  });

  it('is read and answered by those it names, and not by staff or on any list of topics', async () => {
    const answer = await write(ada, { people: ['bo'] });
    expect(answer.status).toBe(201);
    const { topicId, postId } = answer.body as PostAddress;
    expect(await Promise.all([ada, bo, cia, sam, undefined].map((by) => see(topicId, by)))).toEqual([
      200, 200, 404, 404, 404,
    ]);
    const reply = { as: bo, body: { raw: 'Thank you' } };
    expect((await forum.send(`POST /topics/${topicId}/posts`, reply)).status).toBe(201);
    for (const as of [cia, sam]) {
      for (const path of [
        `topics/${topicId}/whereabouts`,
        `posts/${postId}/source`,
        `posts/${postId}/whereabouts`,
        `messages/${topicId}/people`,
      ]) {
        expect({ path, status: (await forum.send(`GET /${path}`, { as })).status }).toEqual({
          path,
          status: 404,
        });
      }
      const { items } = (await forum.send('GET /messages', { as })).body as MessageList;
      expect(items).toEqual([]);
    }
    for (const as of [ada, bo, sam]) {
      const { items } = (await forum.send('GET /topics', { as })).body as TopicList;
      expect(items.map(({ title }) => title)).not.toContain('Between us');
    }
  });

  it('counts as unread until it is read', async () => {
    const { topicId } = (await write(ada, { people: ['cia'], title: 'For Cia' })).body as PostAddress;
    expect(await unread(cia)).toEqual({ count: 1 });
    const { items } = (await forum.send('GET /messages', { as: cia })).body as MessageList;
    expect(items).toMatchObject([{ title: 'For Cia', unreadCount: 1, firstUnreadNumber: 1 }]);
    expect(items[0]?.people.map(({ handle }) => handle)).toEqual(['ada', 'cia']);
    await forum.send(`PUT /topics/${topicId}/reading`, { as: cia, body: { ranges: [[1, 1]] } });
    expect(await unread(cia)).toEqual({ count: 0 });
  });

  it('reaches a group from its own members and from staff, and lets whoever leaves the group go', async () => {
    expect((await write(ada, { people: [], groups: ['board'] })).status).toBe(422);
    const { topicId } = (await write(sam, { people: ['ada'], groups: ['board'] })).body as PostAddress;
    expect(await Promise.all([ada, cia, bo].map((by) => see(topicId, by)))).toEqual([200, 200, 404]);
    await forum.db.query(`delete from group_membership where account_id = $1`, [cia.accountId]);
    expect(await see(topicId, cia)).toBe(404);
  });

  it('takes in more people and lets one go, and says so', async () => {
    const { topicId } = (await write(ada, { people: ['bo'], title: 'Three of us' })).body as PostAddress;
    expect(
      (await forum.send(`POST /messages/${topicId}/people`, { as: cia, body: { people: ['cia'] } })).status,
    ).toBe(404);
    await forum.send(`POST /messages/${topicId}/people`, { as: bo, body: { people: ['@Cia', 'ada'] } });
    expect(await see(topicId, cia)).toBe(200);
    expect((await forum.send(`DELETE /messages/${topicId}/people/me`, { as: ada })).status).toBe(204);
    expect(await see(topicId, ada)).toBe(404);
    const { people } = (await forum.send(`GET /messages/${topicId}/people`, { as: bo }))
      .body as MessagePeople;
    expect(people.map(({ handle }) => handle)).toEqual(['bo', 'cia']);
    const acts = await forum.db.query<{ act: object }[]>(
      `select act from post where topic_id = $1 and act is not null order by number`,
      [topicId],
    );
    expect(acts.map(({ act }) => act)).toEqual([
      { kind: 'people-added', names: ['cia'] },
      { kind: 'person-left' },
    ]);
  });

  it('is not sent to whoever is not here or has blocked its sender, and names them alike', async () => {
    await forum.db.query(
      `insert into account_relation (account_id, target_id, kind) values ($1, $2, 'block')`,
      [bo.accountId, cia.accountId],
    );
    for (const name of ['bo', 'nobody']) {
      expect((await write(cia, { people: [name] })).body).toMatchObject({
        code: 'invalid-input',
        errors: [{ pointer: '/people', code: 'unknown-recipient', message: name }],
      });
    }
    expect((await write(ada, { people: [] })).status).toBe(422);
    expect(
      (await forum.send('POST /messages', { body: { people: ['ada'], title: 'Hm', raw: 'x' } })).status,
    ).toBe(401);
  });
});
