import type {
  CategoryWriting,
  SearchResult,
  TagCard,
  TagSettings,
  TopicList,
  TopicWindow,
} from '@app/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, type TestForum, testForum } from '../testing/test-forum.ts';

let forum: TestForum;
let ada: Person;
let bo: Person;
let sam: Person;

beforeAll(async () => {
  forum = await testForum();
  ada = await forum.person('ada');
  bo = await forum.person('bo');
  sam = await forum.person('sam', 'staff');
  await forum.db.query(`update account set trust = 'known' where id = $1`, [bo.accountId]);
  await forum.categories.create({
    slug: 'hidden',
    name: 'Hidden',
    permissions: { guests: [], members: [], groups: {} },
  });
});
afterAll(() => forum.close());

let count = 0;
async function open(as: Person, tags: string[], category = 'square') {
  count += 1;
  const body = { category, title: `Topic number ${count}`, raw: `Text ${count}, of heather`, tags };
  const { status, body: answer } = await forum.send('POST /topics', { as, body });
  return {
    status,
    problem: answer as { errors?: { code: string; message: string }[] },
    id: (answer as { topicId: string }).topicId,
  };
}
const cards = async (as?: Person) =>
  ((await forum.send('GET /tags', as ? { as } : {})).body as TagCard[]).map((card) => [
    card.name,
    card.topicCount,
  ]);
const listed = async (tag: string, as?: Person) =>
  (
    (await forum.send(`GET /topics?tag=${encodeURIComponent(tag)}`, as ? { as } : {})).body as TopicList
  ).items.map(({ id }) => id);
const tagsOf = async (id: string, as = sam) =>
  ((await forum.send(`GET /topics/${id}`, { as })).body as TopicWindow).topic.tags;

describe('tags of topics', () => {
  let topicId: string;

  it('are written as people write, and lead to the topics that bear them', async () => {
    ({ id: topicId } = await open(ada, ['#Annual Meeting', 'Årsmöte', 'annual_meeting']));
    expect(await tagsOf(topicId)).toEqual(['annual-meeting', 'årsmöte']);
    const later = await open(ada, ['annual-meeting']);
    expect(await listed('annual-meeting')).toEqual([later.id, topicId]);
    expect(await listed('Årsmöte')).toEqual([topicId]);
    const { items } = (await forum.send('GET /topics')).body as TopicList;
    expect(items.find(({ id }) => id === topicId)?.tags).toEqual(['annual-meeting', 'årsmöte']);
    await forum.send(`POST /topics/${topicId}/posts`, { as: bo, body: { raw: 'Up again' } });
    expect(await listed('annual-meeting')).toEqual([topicId, later.id]);
    const page = (await forum.send('GET /topics?tag=annual-meeting&limit=1')).body as TopicList;
    const next = (await forum.send(`GET /topics?tag=annual-meeting&limit=1&cursor=${page.next}`))
      .body as TopicList;
    expect([...page.items, ...next.items].map(({ id }) => id)).toEqual([topicId, later.id]);
  });

  it('are made by those who may, and are at most as many as staff say', async () => {
    expect((await open(bo, ['never-said'])).problem.errors).toEqual([
      { pointer: '/tags', code: 'tag-unknown', message: 'never-said' },
    ]);
    expect((await open(bo, ['annual-meeting'])).status).toBe(201);
    expect((await open(ada, ['a', 'b', 'c', 'd', 'e', 'f'])).problem.errors?.[0]?.code).toBe('tags-too-many');
    expect((await open(ada, ['no/slash'])).status).toBe(422);
    const policy = { createdBy: 'members', mostPerTopic: 2 };
    expect((await forum.send('PUT /admin/tags', { as: bo, body: policy })).status).toBe(403);
    expect((await forum.send('PUT /admin/tags', { as: sam, body: policy })).status).toBe(204);
    expect((await open(bo, ['said-now'])).status).toBe(201);
    expect((await open(ada, ['a', 'b', 'c'])).problem.errors?.[0]?.code).toBe('tags-too-many');
  });

  it('are changed by the author and by moderators, by nobody else', async () => {
    const change = (as: Person, tags: string[]) =>
      forum.send(`PATCH /topics/${topicId}`, { as, body: { tags } });
    expect((await change(bo, ['said-now'])).status).toBe(403);
    expect((await change(ada, ['said-now'])).status).toBe(204);
    expect(await tagsOf(topicId)).toEqual(['said-now']);
    expect((await change(sam, ['annual-meeting'])).status).toBe(204);
    expect(await listed('said-now')).not.toContain(topicId);
  });

  it('tell nobody of topics that they may not see', async () => {
    const { id } = await open(sam, ['annual-meeting', 'a-secret'], 'hidden');
    expect(await listed('annual-meeting', sam)).toContain(id);
    for (const as of [undefined, bo]) {
      expect(await listed('annual-meeting', as)).not.toContain(id);
      expect((await cards(as)).map(([name]) => name)).not.toContain('a-secret');
      expect((await forum.send('GET /tags/a-secret', as ? { as } : {})).status).toBe(404);
      expect((await forum.send('GET /topics?tag=a-secret', as ? { as } : {})).status).toBe(404);
      const { problems } = (await forum.send('GET /search?q=tag:a-secret', as ? { as } : {}))
        .body as SearchResult;
      expect(problems).toEqual([{ text: 'tag:a-secret', reason: 'no-such-tag' }]);
    }
    const of = async (as?: Person) => (await cards(as)).find(([name]) => name === 'annual-meeting')?.[1];
    expect(await of(sam)).toBe(((await of(bo)) as number) + 1);
    await forum.send(`DELETE /topics/${topicId}`, { as: sam });
    expect(await listed('annual-meeting', sam)).not.toContain(topicId);
    await forum.send(`POST /topics/${topicId}/restore`, { as: sam });
    expect(await listed('annual-meeting', sam)).toContain(topicId);
  });

  it('narrow a search', async () => {
    const ids = ((await forum.send('GET /search?q=heather%20tag:said-now')).body as SearchResult).items;
    expect(ids.length).toBe(1);
    const both = (await forum.send('GET /search?q=heather%20tag:said-now%20tag:annual-meeting'))
      .body as SearchResult;
    expect(both.items).toEqual([]);
  });

  it('keep their addresses when they are renamed or put together', async () => {
    const rename = (tag: string, body: object) =>
      forum.send(`POST /admin/tags/${encodeURIComponent(tag)}/rename`, { as: sam, body });
    expect((await rename('said-now', { name: 'Said later' })).status).toBe(204);
    expect((await forum.send('GET /tags/said-now')).body).toMatchObject({
      name: 'said-later',
      topicCount: 1,
    });
    expect((await rename('said-later', { name: 'annual-meeting' })).body).toMatchObject({
      code: 'name-taken',
    });
    const before = (await listed('annual-meeting')).length;
    expect((await rename('said-later', { name: 'annual-meeting', merge: true })).status).toBe(204);
    expect((await listed('said-now')).length).toBe(before + 1);
    const typed = await open(ada, ['said-later']);
    expect(await tagsOf(typed.id)).toEqual(['annual-meeting']);
    const feed = await fetch(`${await forum.app.getUrl()}/tag/annual-meeting/feed.rss`);
    expect(await feed.text()).toContain('#annual-meeting');
  });
});

describe('sets of tags', () => {
  const words = { name: 'The square', description: '', colour: '#0067A5', position: 0, federated: false };
  const access = { guests: ['read'], members: ['create', 'reply'], groups: {} };

  it('are asked for by a category, which can take no others', async () => {
    const set = { name: 'Stage', oneOf: true, tags: ['Idea', 'draft', 'decided'] };
    expect((await forum.send('POST /admin/tag-sets', { as: sam, body: set })).status).toBe(204);
    expect((await forum.send('POST /admin/tag-sets', { as: sam, body: set })).body).toMatchObject({
      code: 'name-taken',
    });
    const { sets } = (await forum.send('GET /admin/tags', { as: sam })).body as TagSettings;
    const tagging = { freeTags: false, sets: { [sets[0]!.id]: 'required' } };
    const edit = { ...words, access, tagging };
    expect((await forum.send('PUT /categories/square/settings', { as: sam, body: edit })).status).toBe(204);

    const faults = await Promise.all(
      [[], ['annual-meeting'], ['idea', 'annual-meeting'], ['idea', 'draft']].map((tags) => open(ada, tags)),
    );
    expect(faults.map(({ problem }) => problem.errors?.[0]?.code)).toEqual([
      'tag-of-set-missing',
      'tag-not-here',
      'tag-not-here',
      'tags-of-one-set',
    ]);
    expect((await open(bo, ['draft'])).status).toBe(201);
    expect((await forum.send('GET /categories/square/writing', { as: bo })).body).toMatchObject({
      freeTags: false,
      sets: [{ name: 'Stage', oneOf: true, required: true, tags: ['idea', 'draft', 'decided'] }],
      tags: [],
      mayCreateTags: false,
    } satisfies Partial<CategoryWriting>);
  });
});
