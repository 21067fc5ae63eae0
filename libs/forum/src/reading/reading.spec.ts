import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Person, type TestForum, testForum } from '../testing/test-forum.ts';
import { FollowLevelsView } from './follow-levels.view.ts';
import { UnreadService } from './unread.service.ts';

let forum: TestForum;
let ada: Person;
let bo: Person;
beforeAll(async () => {
  forum = await testForum();
  ada = await forum.person('ada');
  bo = await forum.person('bo');
});
afterAll(() => forum.close());

let topicId: string;
beforeEach(async () => {
  topicId = await forum.openTopic(ada);
});

const row = async (accountId: string) => {
  const [found] = await forum.db.query<
    { level: string | null; source: string | null; unread: boolean; read: string }[]
  >(
    `select level, level_source as source, unread, read::text from topic_reading where account_id = $1 and topic_id = $2`,
    [accountId, topicId],
  );
  return found;
};
const readAs = (person: Person, ranges: [number, number][], stayed?: boolean) =>
  forum.send(`PUT /topics/${topicId}/reading`, {
    as: person,
    body: { ranges, ...(stayed === undefined ? {} : { stayed }) },
  });
const choose = (person: Person, level: string | null) =>
  forum.send(`PUT /topics/${topicId}/level`, { as: person, body: { level } });
const chooseCategory = (person: Person, level: string | null, slug = 'square') =>
  forum.send(`PUT /categories/${slug}/level`, { as: person, body: { level } });
/** Writes a reply and does what the job does after its commit. */
const reply = async (author: Person, raw: string) => {
  const { postId, number } = await forum.posts.write(author, topicId, { raw });
  await forum.app.get(UnreadService).spread(postId);
  return number;
};

describe('a topic’s level', () => {
  it('is Follow for who opened it and Track for who replied', async () => {
    await reply(bo, 'Yes');
    expect(await row(ada.accountId)).toMatchObject({ level: 'follow', source: 'opened' });
    expect(await row(bo.accountId)).toMatchObject({ level: 'track', source: 'replied' });
  });

  it('becomes Track for who has read for a while, and for nobody who only came by', async () => {
    expect((await readAs(bo, [[1, 1]])).body).toEqual({ level: null, source: null });
    expect((await readAs(bo, [[1, 1]], true)).body).toEqual({ level: 'track', source: 'read' });
  });

  it('stays what was chosen, whatever is read or written afterwards', async () => {
    for (const level of ['mute', 'follow', null]) {
      expect((await choose(bo, level)).status).toBe(204);
      await readAs(bo, [[1, 1]], true);
      await reply(bo, `Reply under ${level}`);
      expect(await row(bo.accountId)).toMatchObject({ level, source: 'chosen' });
    }
  });

  it('is the category’s where nothing was decided about the topic', async () => {
    const view = forum.app.get(FollowLevelsView);
    await chooseCategory(bo, 'follow');
    expect(await view.followersOf(topicId)).toEqual(expect.arrayContaining([ada.accountId, bo.accountId]));
    expect((await readAs(bo, [[1, 1]], true)).body).toEqual({ level: 'follow', source: 'category' });
    await choose(bo, 'mute');
    expect(await view.followersOf(topicId)).toEqual([ada.accountId]);
    expect(await view.mutersOf(topicId, [ada.accountId, bo.accountId])).toEqual(new Set([bo.accountId]));
    await chooseCategory(bo, 'mute');
    await choose(bo, 'track');
    expect(await view.mutersOf(topicId, [ada.accountId, bo.accountId])).toEqual(new Set());
    await chooseCategory(bo, null);
    expect((await forum.send('GET /categories/square/level', { as: bo })).body).toMatchObject({
      level: null,
    });
  });

  it('is asked of nobody who may not see the topic', async () => {
    const guest = { body: { level: 'follow' } };
    expect((await forum.send(`PUT /topics/${topicId}/level`, guest)).status).toBe(401);
    expect((await forum.send('PUT /categories/square/level', guest)).status).toBe(401);
    await forum.categories.create({ slug: `inner${topicId}`, name: 'Inner', visibility: 'members' });
    expect((await forum.send(`GET /categories/inner${topicId}/level`)).status).toBe(404);
    await forum.db.query(`update topic set deleted_at = now() where id = $1`, [topicId]);
    expect((await choose(bo, 'follow')).status).toBe(410);
    expect((await forum.send('PUT /topics/999999/level', { as: bo, ...guest })).status).toBe(404);
  });
});

describe('unread', () => {
  it('is set by a post for those who follow or track, and never for its author', async () => {
    await readAs(bo, [[1, 1]], true);
    await reply(bo, 'One');
    expect(await row(ada.accountId)).toMatchObject({ unread: true });
    expect(await row(bo.accountId)).toMatchObject({ unread: false });
    await reply(ada, 'Two');
    expect(await row(bo.accountId)).toMatchObject({ unread: true });
  });

  it('is not set where nobody wanted to hear of it', async () => {
    await readAs(bo, [[1, 1]]);
    await reply(ada, 'Two');
    expect(await row(bo.accountId)).toMatchObject({ unread: false });
    await choose(bo, 'mute');
    await reply(ada, 'Three');
    expect(await row(bo.accountId)).toMatchObject({ unread: false });
  });

  it('goes with the last number that was not read, and not before', async () => {
    await reply(bo, 'Two');
    await reply(bo, 'Three');
    await readAs(ada, [[3, 3]]);
    expect(await row(ada.accountId)).toMatchObject({ unread: true, read: '{[1,2),[3,4)}' });
    await readAs(ada, [[2, 2]]);
    expect(await row(ada.accountId)).toMatchObject({ unread: false, read: '{[1,4)}' });
  });

  it('is not set for a post that was read before the job came to it', async () => {
    const { postId } = await forum.posts.write(bo, topicId, { raw: 'Quick' });
    await readAs(ada, [[2, 2]]);
    await forum.app.get(UnreadService).spread(postId);
    expect(await row(ada.accountId)).toMatchObject({ unread: false });
  });

  it('reaches who follows the category and never opened the topic, until they stop', async () => {
    await chooseCategory(bo, 'track');
    await reply(ada, 'Two');
    expect(await row(bo.accountId)).toMatchObject({ unread: true, level: null, read: '{}' });
    await chooseCategory(bo, null);
    expect(await row(bo.accountId)).toMatchObject({ unread: false });
  });

  it('comes with the choice to follow what was not read', async () => {
    await reply(ada, 'Two');
    await choose(bo, 'follow');
    expect(await row(bo.accountId)).toMatchObject({ unread: true, level: 'follow' });
    await choose(bo, 'mute');
    expect(await row(bo.accountId)).toMatchObject({ unread: false });
  });
});
