import type { AuthoredPost, Page } from '@app/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, type TestForum, testForum } from '../testing/test-forum.ts';

describe("somebody's posts", () => {
  let forum: TestForum;
  let ada: Person;
  let bo: Person;

  beforeAll(async () => {
    forum = await testForum();
    ada = await forum.person('ada');
    bo = await forum.person('bo');
    await forum.categories.create({ slug: 'inner', name: 'Members', visibility: 'members' });
    const topicId = await forum.openTopic(ada);
    await forum.openTopic(ada, 'inner');
    for (const raw of ['One', 'Two', 'Three']) await forum.posts.write(ada, topicId, { raw });
    const { postId } = await forum.posts.write(ada, topicId, { raw: 'Taken back' });
    await forum.posts.delete(ada, postId);
    await forum.posts.write(bo, topicId, { raw: 'From another' });
  });
  afterAll(() => forum.close());

  const list = async (path: string, as?: Person) =>
    (await forum.send(`GET /accounts/ada/${path}`, as ? { as } : {})).body as Page<AuthoredPost>;

  it('are listed newest first, page by page and back, without what was taken back', async () => {
    const all = await list('posts', bo);
    expect(all.items.map(({ excerpt }) => excerpt)).toEqual([
      'Three',
      'Two',
      'One',
      'Shall we?',
      'Shall we?',
    ]);
    const first = await list('posts?limit=2', bo);
    const second = await list(`posts?limit=2&cursor=${first.next}`, bo);
    expect([...first.items, ...second.items]).toEqual(all.items.slice(0, 4));
    expect((await list(`posts?limit=2&cursor=${second.prev}`, bo)).items).toEqual(first.items);
  });

  it('show nobody what they may not read, nor that it is there', async () => {
    const seen = await list('posts');
    expect(seen.items).toHaveLength(4);
    expect(seen.items.every(({ category }) => category.slug === 'square')).toBe(true);
    expect((await list('topics')).items).toHaveLength(1);
    expect((await list('topics', bo)).items).toHaveLength(2);
  });

  it('answer a wrong name and a made-up cursor', async () => {
    expect((await forum.send('GET /accounts/nobody/posts')).status).toBe(404);
    expect(await forum.send('GET /accounts/ada/posts?cursor=x')).toMatchObject({
      status: 400,
      body: { code: 'invalid-cursor' },
    });
  });
});
