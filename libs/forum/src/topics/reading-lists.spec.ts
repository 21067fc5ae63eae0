import type { ReadingCounts, TopicList } from '@app/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UnreadService } from '../reading/unread.service.ts';
import { type Person, type TestForum, testForum } from '../testing/test-forum.ts';

let forum: TestForum;
let ada: Person;
beforeAll(async () => {
  forum = await testForum();
  ada = await forum.person('ada');
  await forum.categories.create({ slug: 'inner', name: 'Inner', visibility: 'members' });
  await forum.categories.create({ slug: 'noise', name: 'Noise' });
});
afterAll(() => forum.close());

let persons = 0;
const newcomer = () => forum.person(`reader${++persons}`);
const list = async (as: Person | undefined, query: string) =>
  (await forum.send(`GET /topics?${query}`, as ? { as } : {})).body as TopicList;
const ids = async (as: Person | undefined, query: string) =>
  (await list(as, query)).items.map(({ id }) => id);
const counts = async (as: Person) => (await forum.send('GET /reading/counts', { as })).body as ReadingCounts;
const put = (as: Person, path: string, body: object) => forum.send(`PUT ${path}`, { as, body });
const write = async (author: Person, topicId: string, raw: string) => {
  const { postId } = await forum.posts.write(author, topicId, { raw });
  await forum.app.get(UnreadService).spread(postId);
};

describe('New', () => {
  it('holds what was never looked at, is not one’s own, and is not muted', async () => {
    const reader = await newcomer();
    const seen = await forum.openTopic(ada);
    const muted = await forum.openTopic(ada);
    const fresh = await forum.openTopic(ada);
    const own = await forum.openTopic(reader);
    const noisy = await forum.openTopic(ada, 'noise');
    await put(reader, `/topics/${seen}/reading`, { ranges: [[1, 1]] });
    await put(reader, `/topics/${muted}/level`, { level: 'mute' });
    await put(reader, '/categories/noise/level', { level: 'mute' });
    const found = await ids(reader, 'f=new&limit=100');
    expect(found).toContain(fresh);
    for (const other of [seen, muted, own, noisy]) expect(found).not.toContain(other);
    const latest = await list(reader, 'limit=100');
    expect(latest.items.find(({ id }) => id === fresh)).toMatchObject({ isNew: true, unreadCount: null });
    expect(latest.items.find(({ id }) => id === seen)).toMatchObject({ isNew: false, unreadCount: 0 });
    expect(latest.items.some(({ id }) => id === muted || id === noisy)).toBe(false);
    expect(await ids(reader, 'category=noise')).toContain(noisy);
  });

  it('is put away at once up to when the list was read, and comes back', async () => {
    const reader = await newcomer();
    const before = await forum.openTopic(ada);
    const { asOf } = await list(reader, 'f=new');
    const after = await forum.openTopic(ada);
    const waiting = await counts(reader);
    const body = { kind: 'new', until: asOf };
    expect((await forum.send('POST /reading/dismissals', { as: reader, body })).status).toBe(204);
    expect(await ids(reader, 'f=new')).toEqual([after]);
    expect((await counts(reader)).new).toBe(1);
    await forum.send('POST /reading/dismissals/undo', { as: reader, body: { kind: 'new' } });
    expect(await ids(reader, 'f=new')).toEqual(expect.arrayContaining([before, after]));
    expect(await counts(reader)).toEqual(waiting);
  });
});

describe('Unread and Following', () => {
  it('hold what is followed or tracked, with or without posts that were not read', async () => {
    const reader = await newcomer();
    const tracked = await forum.openTopic(ada);
    const calm = await forum.openTopic(ada);
    const passed = await forum.openTopic(ada);
    for (const id of [tracked, calm])
      await put(reader, `/topics/${id}/reading`, { ranges: [[1, 1]], stayed: true });
    await put(reader, `/topics/${passed}/reading`, { ranges: [[1, 1]] });
    for (const id of [tracked, passed]) await write(ada, id, 'More');
    expect(await ids(reader, 'f=unread')).toEqual([tracked]);
    expect((await ids(reader, 'f=following')).toSorted()).toEqual([calm, tracked].toSorted());
    expect((await list(reader, 'f=unread')).items).toMatchObject([
      { level: 'track', unreadCount: 1, firstUnreadNumber: 2 },
    ]);
    expect((await counts(reader)).unread).toBe(1);
  });

  it('hold the topics of a followed category but those for which something else was chosen', async () => {
    const reader = await newcomer();
    await forum.categories.create({ slug: `club${reader.accountId}`, name: 'Club' });
    const [one, two, three] = [
      await forum.openTopic(ada, `club${reader.accountId}`),
      await forum.openTopic(ada, `club${reader.accountId}`),
      await forum.openTopic(ada, `club${reader.accountId}`),
    ];
    await put(reader, `/categories/club${reader.accountId}/level`, { level: 'follow' });
    await put(reader, `/topics/${two}/level`, { level: 'mute' });
    await put(reader, `/topics/${three}/level`, { level: null });
    expect(await ids(reader, 'f=following')).toEqual([one]);
    for (const id of [one, two, three]) await write(ada, id, 'More');
    expect(await ids(reader, 'f=unread')).toEqual([one]);
  });

  it('are put away and come back as they were', async () => {
    const reader = await newcomer();
    const topicId = await forum.openTopic(ada);
    for (const raw of ['Two', 'Three', 'Four']) await write(ada, topicId, raw);
    await put(reader, `/topics/${topicId}/reading`, { ranges: [[1, 1], [3, 3]], stayed: true }); // prettier-ignore
    const before = await list(reader, 'f=unread');
    const body = { kind: 'unread', until: before.asOf };
    await forum.send('POST /reading/dismissals', { as: reader, body });
    expect(await ids(reader, 'f=unread')).toEqual([]);
    await forum.send('POST /reading/dismissals/undo', { as: reader, body: { kind: 'unread' } });
    expect((await list(reader, 'f=unread')).items).toEqual(before.items);
    await write(ada, topicId, 'Five');
    await forum.send('POST /reading/dismissals', { as: reader, body });
    expect((await list(reader, 'f=unread')).items).toMatchObject([{ firstUnreadNumber: 5, unreadCount: 1 }]);
  });

  it('page forth and back', async () => {
    const reader = await newcomer();
    const topics: string[] = [];
    for (let n = 0; n < 5; n++) topics.unshift(await forum.openTopic(reader));
    const first = await list(reader, 'f=following&limit=2');
    expect(first.items.map(({ id }) => id)).toEqual(topics.slice(0, 2));
    const second = await list(reader, `f=following&limit=2&cursor=${first.next}`);
    expect(second.items.map(({ id }) => id)).toEqual(topics.slice(2, 4));
    expect(await ids(reader, `f=following&limit=2&cursor=${second.prev}`)).toEqual(topics.slice(0, 2));
    const strange = await forum.send(`GET /topics?f=unread&cursor=${first.next}`, { as: reader });
    expect(strange).toMatchObject({ status: 400, body: { code: 'invalid-cursor' } });
  });
});

it('Top shows first where most people wrote', async () => {
  const [quiet, lively] = [await forum.openTopic(ada), await forum.openTopic(ada)];
  for (let n = 0; n < 3; n++) await write(await newcomer(), lively, `Voice ${n}`);
  const found = await ids(undefined, 'f=top&limit=100');
  expect(found[0]).toBe(lively);
  expect(found).toContain(quiet);
  await forum.db.query(`update post set created_at = now() - interval '20 days' where topic_id = $1`, [
    lively,
  ]);
  expect(await ids(undefined, 'f=top&limit=100')).not.toContain(lively);
  expect((await ids(undefined, 'f=top&period=month'))[0]).toBe(lively);
});

describe('somebody who may not see a category', () => {
  it('has nothing of it in any list or count, also when they followed it before', async () => {
    const reader = await newcomer();
    const hidden = await forum.openTopic(ada, 'inner');
    await put(reader, '/categories/inner/level', { level: 'follow' });
    await put(reader, `/topics/${hidden}/level`, { level: 'follow' });
    await write(ada, hidden, 'More');
    const waiting = await counts(reader);
    expect(await ids(reader, 'f=unread')).toEqual([hidden]);
    await forum.db.query(
      `update category set permissions = '{"guests": [], "members": [], "groups": {}}' where slug = 'inner'`,
    );
    for (const f of ['latest', 'new', 'unread', 'following', 'top'])
      expect({ f, ids: await ids(reader, `f=${f}&limit=100`) }).toEqual({
        f,
        ids: expect.not.arrayContaining([hidden]),
      });
    expect((await counts(reader)).unread).toBe(waiting.unread - 1);
    for (const f of ['new', 'unread', 'following'])
      expect(await forum.send(`GET /topics?f=${f}`)).toMatchObject({ status: 401 });
    expect(await forum.send('GET /reading/counts')).toMatchObject({ status: 401 });
  });
});
