import type { Category, CategorySettings, SearchResult, TopicList } from '@app/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, type TestForum, testForum } from '../testing/test-forum.ts';

let forum: TestForum;
let ada: Person;
let sam: Person;

const words = { description: '', colour: '#0067A5', position: 1, federated: false };
const forAll = { guests: ['read'], members: ['create', 'reply'], groups: {} };
const forStaff = { guests: [], members: [], groups: {} };

beforeAll(async () => {
  forum = await testForum();
  ada = await forum.person('ada');
  sam = await forum.person('sam', 'staff');
});
afterAll(() => forum.close());

const create = (slug: string, parent: string | null, access?: object) =>
  forum.send('POST /categories', {
    as: sam,
    body: { ...words, slug, name: `The ${slug}`, parent, ...(access ? { access } : {}) },
  });
const put = (slug: string, parent: string | null) =>
  forum.send(`PUT /categories/${slug}/settings`, {
    as: sam,
    body: { ...words, name: `The ${slug}`, access: slug === 'cellar' ? forStaff : forAll, parent },
  });
let count = 0;
const open = async (category: string, as = sam) =>
  (
    (
      await forum.send('POST /topics', {
        as,
        body: { category, title: `In the ${category}`, raw: `Quince jelly, glass ${(count += 1)}` },
      })
    ).body as { topicId: string }
  ).topicId;
const titles = async (category: string, as?: Person, rest = '') =>
  (
    (await forum.send(`GET /topics?category=${category}${rest}`, as ? { as } : {})).body as TopicList
  ).items.map(({ title }) => title);

describe('categories inside of categories', () => {
  it('stand on three levels, each with rights of its own that begin as its parent’s', async () => {
    expect((await create('house', null, forAll)).status).toBe(204);
    expect((await create('cellar', 'house', forStaff)).status).toBe(204);
    expect((await create('kitchen', 'house')).status).toBe(204);
    expect((await create('cupboard', 'kitchen')).status).toBe(204);
    expect((await create('tin', 'cupboard')).body).toMatchObject({ code: 'category-too-deep' });
    expect((await create('tin', 'nowhere')).status).toBe(422);
    const { body } = await forum.send('GET /categories/cupboard/settings', { as: sam });
    expect(body).toMatchObject({
      parent: 'kitchen',
      access: { guests: ['see', 'read'], members: ['see', 'read', 'reply', 'create'], groups: {} },
    } satisfies Partial<CategorySettings>);
    const all = (await forum.send('GET /categories', { as: sam })).body as Category[];
    expect(all.map(({ slug, around }) => [slug, around.map((one) => one.slug)])).toEqual([
      ['square', []],
      ['house', []],
      ['cellar', ['house']],
      ['kitchen', ['house']],
      ['cupboard', ['house', 'kitchen']],
    ]);
  });

  it('are listed with what is inside of them, as far as the reader may see', async () => {
    for (const category of ['house', 'cellar', 'kitchen', 'cupboard', 'square']) await open(category);
    expect(await titles('house', sam)).toEqual([
      'In the cupboard',
      'In the kitchen',
      'In the cellar',
      'In the house',
    ]);
    expect(await titles('house', ada)).toEqual(['In the cupboard', 'In the kitchen', 'In the house']);
    expect(await titles('kitchen')).toEqual(['In the cupboard', 'In the kitchen']);
    const found = (await forum.send('GET /search?q=quince%20category:house')).body as SearchResult;
    expect(found.items.map(({ topic }) => topic.category.slug).toSorted()).toEqual([
      'cupboard',
      'house',
      'kitchen',
    ]);
    const feed = await fetch(`${await forum.app.getUrl()}/c/house/feed.json`);
    const { items } = (await feed.json()) as { items: { title: string }[] };
    expect(items.map(({ title }) => title)).not.toContain('In the cellar');
    expect(items.map(({ title }) => title)).toContain('In the cupboard');
  });

  it('go through their list page by page, each topic once', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = (await forum.send(`GET /topics?category=house&limit=1${cursor}`)).body as TopicList;
      seen.push(...page.items.map(({ title }) => title));
      cursor = page.next === null ? '' : `&cursor=${page.next}`;
    } while (cursor !== '');
    expect(seen).toEqual(['In the cupboard', 'In the kitchen', 'In the house']);
  });

  it('are moved with all that is inside, and never into themselves', async () => {
    expect((await put('house', 'cupboard')).body).toMatchObject({ code: 'category-own-part' });
    expect((await put('house', 'house')).body).toMatchObject({ code: 'category-own-part' });
    expect((await put('house', 'square')).body).toMatchObject({ code: 'category-too-deep' });
    expect((await put('kitchen', 'square')).status).toBe(204);
    expect(await titles('square')).toEqual(['In the square', 'In the cupboard', 'In the kitchen']);
    expect(await titles('house')).toEqual(['In the house']);
    expect((await put('kitchen', null)).status).toBe(204);
    expect((await forum.send('GET /categories/cupboard')).body).toMatchObject({
      around: [{ slug: 'kitchen' }],
    });
  });

  it('name no category around them to those who may not see it', async () => {
    expect((await put('kitchen', 'cellar')).body).toMatchObject({ code: 'category-too-deep' });
    expect((await put('cellar', null)).status).toBe(204);
    expect((await put('kitchen', 'cellar')).status).toBe(204);
    const { around } = (await forum.send('GET /categories/cupboard', { as: ada })).body as Category;
    expect(around.map(({ slug }) => slug)).toEqual(['kitchen']);
    expect(JSON.stringify((await forum.send('GET /categories', { as: ada })).body)).not.toContain('cellar');
    expect((await forum.send('GET /topics?category=cellar', { as: ada })).status).toBe(404);
  });
});

describe('pinned topics', () => {
  it('stand on top once, until a day, and in one list or in all', async () => {
    const [first, second, third] = [await open('square'), await open('house'), await open('kitchen')];
    const until = new Date(Date.now() + 86_400_000).toISOString();
    const pin = (id: string, body: object) => forum.send(`PATCH /topics/${id}`, { as: sam, body });
    expect((await pin(first, { pinnedUntil: until })).status).toBe(204);
    expect((await pin(second, { pinnedUntil: until, pinnedEverywhere: true })).status).toBe(204);
    const read = async (path: string, as?: Person) => {
      const { items, pinned, next } = (await forum.send(`GET /topics?${path}`, as ? { as } : {}))
        .body as TopicList;
      return { items: items.map(({ id }) => id), pinned: pinned.map(({ id }) => id), next };
    };
    const latest = await read('limit=2');
    expect(latest.pinned).toEqual([second]);
    // A pin is told in the topic, which comes up by it.
    expect(latest.items).toEqual([first, third]);
    expect((await read('category=square')).pinned).toEqual([second, first]);
    expect((await read('category=square')).items).not.toContain(first);
    const deep = await read(`limit=100&cursor=${latest.next}`);
    expect(deep.pinned).toEqual([]);
    expect(deep.items).not.toContain(second);

    expect((await forum.send(`PUT /topics/${second}/pin`, { as: ada, body: { shown: false } })).status).toBe(
      204,
    );
    const sunk = await read('limit=3', ada);
    expect([sunk.pinned, sunk.items]).toEqual([[], [second, first, third]]);
    expect((await read('')).pinned).toEqual([second]);
    expect(
      (await pin(second, { pinnedUntil: new Date(Date.now() + 2 * 86_400_000).toISOString() })).status,
    ).toBe(204);
    expect((await read('', ada)).pinned).toEqual([second]);

    await forum.db.query(`update topic set pinned_until = now() - interval '1 second' where id = $1`, [
      second,
    ]);
    expect((await read('limit=3')).pinned).toEqual([]);
    expect((await read('limit=3')).items).toEqual([second, first, third]);
  });
});
