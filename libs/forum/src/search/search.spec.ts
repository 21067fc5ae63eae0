import { type SearchResult, SearchResult as Schema } from '@app/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, type TestForum, testForum } from '../testing/test-forum.ts';

describe('search', () => {
  let forum: TestForum;
  let ada: Person;
  let ben: Person;
  let boiler: string;
  let secret: string;

  beforeAll(async () => {
    forum = await testForum();
    [ada, ben] = await Promise.all([forum.person('ada'), forum.person('ben')]);
    await forum.categories.create({ slug: 'inner', name: 'Members', visibility: 'members' });
    const open = async (category: string, title: string, raw: string) =>
      (await forum.topics.open(ada, { category, title, raw })).topicId;
    boiler = await open(
      'square',
      'The boiler: mend it or replace it?',
      'The boiler in the cellar stopped twice this week, and the burner was replaced with what we had.',
    );
    await forum.posts.write(ben, boiler, {
      raw: 'I have asked for **three offers** from the suppliers; see https://example.org/offers for the form.',
    });
    await forum.posts.write(ada, boiler, {
      raw: '```\nheat = 60\n```\nThe heat exchanger weeps, and nobody mends it.',
    });
    await open(
      'square',
      'Surströmming på gården',
      'Det är inte tillåtet att öppna surströmming på gården när grannarna har sina fönster öppna.',
    );
    secret = await open(
      'inner',
      'Zanzibar for members',
      'The members talk about the trip to Zanzibar with the boiler money.',
    );
  });
  afterAll(() => forum.close());

  async function search(q: string, as?: Person, more = ''): Promise<SearchResult> {
    const { status, body } = await forum.send(
      `GET /search?q=${encodeURIComponent(q)}${more}`,
      as ? { as } : {},
    );
    expect([status, body]).toMatchObject([200, {}]);
    expect(Schema.safeParse(body).error).toBeUndefined();
    return body as SearchResult;
  }
  const places = ({ items }: SearchResult) => items.map(({ topic, number }) => `${topic.id}#${number}`);
  const numbers = ({ items }: SearchResult) => items.map(({ number }) => number).toSorted((a, b) => a - b);

  it('finds other forms of a word in the language of each topic, and marks them', async () => {
    const mended = await search('mending');
    expect(numbers(mended)).toEqual([1, 3]);
    expect(mended.items.flatMap(({ excerpt }) => excerpt).filter(({ hit }) => hit)).toContainEqual({
      text: 'mends',
      hit: true,
    });
    const swedish = await search('granne');
    expect(swedish.items).toMatchObject([{ topic: { title: 'Surströmming på gården' } }]);
    expect((await search('supplier')).items[0]!.excerpt.map(({ text }) => text).join('')).not.toMatch(/[<>]/);
  });

  it('puts first what says it in the title, though others are newer', async () => {
    expect(places(await search('boiler', ben))).toEqual([`${boiler}#1`, `${secret}#1`]);
    expect(places(await search('boiler', ben, '&order=newest'))).toEqual([`${secret}#1`, `${boiler}#1`]);
  });

  it('follows phrases, denials, beginnings and every operator', async () => {
    expect(numbers(await search('"heat exchanger"'))).toEqual([3]);
    expect(numbers(await search('"exchanger heat"'))).toEqual([]);
    expect(numbers(await search('heat -boiler'))).toEqual([3]);
    expect(numbers(await search('exchan*'))).toEqual([3]);
    expect(numbers(await search(`by:ben topic:${boiler}`))).toEqual([2]);
    expect(numbers(await search('by:me', ben))).toEqual([2]);
    expect(numbers(await search('has:link'))).toEqual([2]);
    expect(numbers(await search('has:code heat'))).toEqual([3]);
    expect(numbers(await search('in:first boiler'))).toEqual([1]);
    expect((await search('in:title boiler')).items).toEqual([]);
    expect((await search('in:title boiler')).titles).toMatchObject([{ id: boiler }]);
    expect(numbers(await search('boiler before:2020'))).toEqual([]);
    expect(numbers(await search('offers after:2020'))).toEqual([2]);
    expect(numbers(await search('boiler is:closed'))).toEqual([]);
    expect((await search('is:unanswered')).items).toMatchObject([
      { topic: { title: 'Surströmming på gården' } },
    ]);
    expect(numbers(await search('category:square heat'))).toEqual([3]);
    const post = (await search('offers')).items[0]!.postId;
    await forum.send(`PUT /posts/${post}/bookmark`, { as: ada, body: {} });
    expect(numbers(await search('in:bookmarks', ada))).toEqual([2]);
    expect((await search('in:bookmarks', ben)).items).toEqual([]);
  });

  it('says what it could not follow', async () => {
    expect((await search('boiler by:nobody-here')).problems).toEqual([
      { text: 'by:nobody-here', reason: 'no-such-member' },
    ]);
    expect((await search('x category:inner')).problems).toEqual([
      { text: 'category:inner', reason: 'no-such-category' },
    ]);
    expect((await search('boiler has:soul')).problems).toMatchObject([{ reason: 'unknown-value' }]);
    expect(await search('   ')).toMatchObject({ items: [], titles: [], next: null });
    for (const odd of [`'"`, `-`, `& | ! ( :*`, `a*'b\\`, '%_', '"']) {
      expect(await search(`zzz ${odd}`)).toMatchObject({ items: [] });
    }
    expect(await forum.send('GET /search?q=zzz%00x')).toMatchObject({ status: 422 });
  });

  it('helps with what is misspelt or only begun', async () => {
    expect((await search('surstromming')).titles).toMatchObject([{ title: 'Surströmming på gården' }]);
    expect(await search('exchang weep')).toMatchObject({ items: [{ number: 3 }] });
    const begun = await search('suppl');
    expect(begun).toMatchObject({ widened: true, items: [{ number: 2 }] });
    expect((await search('boilr')).titles).toMatchObject([{ id: boiler }]);
  });

  it('shows nobody what they may not see: no post, no title, no count, no suggestion', async () => {
    for (const q of [
      'Zanzibar',
      'zanz',
      'Zanzibr',
      'boiler money',
      'in:title members',
      `topic:${secret}`,
      'by:ada',
    ]) {
      const found = await search(q);
      expect(JSON.stringify(found)).not.toMatch(/zanzibar/i);
      expect(places(found).filter((place) => place.startsWith(`${secret}#`))).toEqual([]);
    }
    expect(places(await search('Zanzibar', ben))).toEqual([`${secret}#1`]);
  });

  it('forgets at once what is edited away, deleted or moved, and knows what is restored', async () => {
    const { topicId, postId } = await forum.topics.open(ada, {
      category: 'square',
      title: 'A passing thought',
      raw: 'The quokka is the happiest animal of all that we know.',
    });
    expect(numbers(await search('quokka'))).toEqual([1]);
    await forum.posts.edit(ada, postId, 1, { raw: 'The wombat is the happiest animal of all that we know.' });
    expect((await search('quokka')).items).toEqual([]);
    expect(numbers(await search('wombats'))).toEqual([1]);
    await forum.posts.delete(ada, postId);
    expect(await search('wombat')).toMatchObject({ items: [], titles: [] });
    expect((await search('"passing thought"')).titles).toEqual([]);
    await forum.posts.restore(ada, postId);
    expect(numbers(await search('wombat'))).toEqual([1]);
    await forum.db.query(
      `update topic set category_id = (select id from category where slug = 'inner') where id = $1`,
      [topicId],
    );
    expect(await search('wombat')).toMatchObject({ items: [], titles: [] });
    expect(numbers(await search('wombat', ben))).toEqual([1]);
  });

  it('goes on page by page, by relevance and by time, and each post comes once', async () => {
    const { topicId } = await forum.topics.open(ada, {
      category: 'square',
      title: 'A list of many things',
      raw: 'This is the beginning of the list that we make.',
    });
    for (let n = 2; n <= 12; n += 1) {
      await forum.posts.write(ada, topicId, {
        raw: `The ${'pelican '.repeat(n % 4)}pelican of number ${n}.`,
      });
    }
    for (const order of ['relevance', 'newest']) {
      const seen: number[] = [];
      let cursor = '';
      do {
        const page = await search('pelican', undefined, `&order=${order}&limit=5${cursor}`);
        seen.push(...page.items.map(({ number }) => number));
        cursor = page.next === null ? '' : `&cursor=${page.next}`;
      } while (cursor);
      expect(seen.toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    }
    expect(numbers(await search('pelican', undefined, '&order=newest&limit=3'))).toEqual([10, 11, 12]);
    const first = await search('pelican', undefined, '&limit=5');
    const other = await forum.send(`GET /search?q=heron&cursor=${first.next}`);
    expect(other).toMatchObject({ status: 400, body: { code: 'invalid-cursor' } });
  });
});
