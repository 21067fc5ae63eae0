import type { BookmarkList, TopicWindow } from '@app/contract';
import { Jobs } from '@app/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, type TestForum, testForum } from '../testing/test-forum.ts';

describe('bookmarks', () => {
  let forum: TestForum;
  let ada: Person;
  let ben: Person;

  beforeAll(async () => {
    forum = await testForum();
    [ada, ben] = await Promise.all([forum.person('ada'), forum.person('ben')]);
    await forum.categories.create({ slug: 'inner', name: 'Members', visibility: 'members' });
  });
  afterAll(() => forum.close());

  async function newPost(category = 'square'): Promise<string> {
    const topicId = await forum.openTopic(ada, category);
    const { posts } = (await forum.send(`GET /topics/${topicId}`, { as: ada })).body as TopicWindow;
    return posts[0]!.id;
  }
  const listOf = async (as: Person, query = '') =>
    (await forum.send(`GET /bookmarks${query}`, { as })).body as BookmarkList;
  const save = (as: Person, postId: string, body: object = {}) =>
    forum.send(`PUT /posts/${postId}/bookmark`, { as, body });

  it('are a list of one’s own, latest first and page by page, with a note', async () => {
    const posts = [await newPost(), await newPost(), await newPost()];
    for (const post of posts)
      expect(await save(ben, post, { note: `about ${post}` })).toMatchObject({ status: 204 });
    const first = await listOf(ben, '?limit=2');
    expect(first.items.map(({ note }) => note)).toEqual([`about ${posts[2]}`, `about ${posts[1]}`]);
    const second = await listOf(ben, `?limit=2&cursor=${first.next}`);
    expect(second.items.map(({ postId }) => postId)).toEqual([posts[0]]);
    expect((await listOf(ben, `?limit=2&cursor=${second.prev}`)).items).toEqual(first.items);
    expect((await listOf(ada)).items).toEqual([]);

    await forum.send(`DELETE /posts/${posts[1]}/bookmark`, { as: ben });
    expect((await listOf(ben)).items.map(({ postId }) => postId)).toEqual([posts[2], posts[0]]);
    const own = (await forum.send(`GET /posts/${posts[0]}/bookmark`, { as: ben })).body;
    expect(own).toMatchObject({ bookmark: { note: `about ${posts[0]}` } });
    expect((await forum.send(`GET /posts/${posts[1]}/bookmark`, { as: ben })).body).toEqual({
      bookmark: null,
    });
    expect(await forum.send('GET /bookmarks')).toMatchObject({ status: 401 });
  });

  it('remind once, at their time, and not of a time that was changed', async () => {
    const post = await newPost();
    const remind = async () => {
      const [{ id }] = await forum.db.query<[{ id: string }]>(`select id from bookmark where post_id = $1`, [
        post,
      ]);
      await forum.app.get(Jobs).taskList['bookmark:remind']!({ bookmarkId: id }, undefined as never);
      return forum.db.query<object[]>(`select data from change where name = 'bookmark.due'`);
    };
    const later = new Date(Date.now() + 3_600_000).toISOString();
    await save(ben, post, { remindAt: later });
    expect(
      await forum.db.query(`select 1 from graphile_worker.jobs where key like 'bookmark:%'`),
    ).toHaveLength(1);
    expect(await remind()).toEqual([]);
    expect((await listOf(ben)).items[0]).toMatchObject({ remindAt: later, due: false });

    await save(ben, post, { remindAt: new Date(Date.now() - 1000).toISOString() });
    expect(await remind()).toMatchObject([{ data: { accountId: ben.accountId, postId: post } }]);
    expect(await remind()).toHaveLength(1);
    expect((await listOf(ben)).items[0]).toMatchObject({ due: true });
  });

  it('of what one may no longer see are not shown', async () => {
    const inner = await newPost('inner');
    expect(await forum.send(`PUT /posts/${inner}/bookmark`, { body: {} })).toMatchObject({ status: 401 });
    const carla = await forum.person('carla');
    await save(carla, inner);
    const open = await newPost();
    await save(carla, open);
    expect((await listOf(carla)).items).toHaveLength(2);
    await forum.posts.delete(ada, open);
    expect((await listOf(carla)).items.map(({ postId }) => postId)).toEqual([inner]);
    expect(await save(carla, open)).toMatchObject({ status: 410 });
  });
});
