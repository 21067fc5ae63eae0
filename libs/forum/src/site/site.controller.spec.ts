import { Site } from '@app/contract';
import { SiteSettings } from '@app/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, type TestForum, testForum } from '../testing/test-forum.ts';

describe('the site', () => {
  let forum: TestForum;
  let ada: Person;
  let sam: Person;

  beforeAll(async () => {
    forum = await testForum();
    [ada, sam] = await Promise.all([forum.person('ada'), forum.person('sam', 'staff')]);
    await forum.categories.create({ slug: 'inner', name: 'Members', visibility: 'members', position: -1 });
  });
  afterAll(() => forum.close());

  const site = async (as?: Person) => (await forum.send('GET /site', as ? { as } : {})).body as Site;

  it('tells each viewer who they are, what they may see and what they may do there', async () => {
    await forum.app.get(SiteSettings).write({ name: 'Lindgården', description: 'A house.' });
    const guest = await site();
    const staff = await site(sam);

    expect(guest).toMatchObject({
      name: 'Lindgården',
      description: 'A house.',
      host: 'localhost:3000',
      viewer: null,
    });
    expect(guest.categories).toMatchObject([
      {
        slug: 'square',
        fediverseHandle: '@square@localhost:3000',
        may: { createTopic: false, openElection: false },
      },
    ]);
    expect((await site(ada)).viewer).toMatchObject({
      handle: 'ada',
      role: 'member',
      email: 'ada@example.org',
    });
    expect(staff.categories).toMatchObject([
      { slug: 'inner', fediverseHandle: null, may: { createTopic: true, openElection: true } },
      { slug: 'square' },
    ]);
    expect(Site.safeParse(staff).error).toBeUndefined();
  });

  it('shows a category to those who may see it', async () => {
    expect(await forum.send('GET /categories/Square')).toMatchObject({
      status: 200,
      body: { slug: 'square', topicCount: 0 },
    });
    expect(await forum.send('GET /categories/inner')).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
    expect(await forum.send('GET /categories/inner', { as: ada })).toMatchObject({ status: 200 });
    expect(await forum.send('GET /categories')).toMatchObject({ body: [{ slug: 'square' }] });
  });

  it('gives no category the name of a member, of the house or of another category', async () => {
    for (const slug of ['ada', 'ADMIN', 'Square']) {
      await expect(forum.categories.create({ slug, name: 'x' })).rejects.toMatchObject({
        code: 'slug-taken',
      });
    }
  });

  it('counts the topics of a category, without the deleted ones', async () => {
    const counted = async () =>
      ((await forum.send('GET /categories/square')).body as { topicCount: number }).topicCount;
    const topicId = await forum.openTopic(ada);
    expect(await counted()).toBe(1);
    const { body } = await forum.send(`GET /topics/${topicId}`);
    const [{ id }] = (body as { posts: [{ id: string }] }).posts;
    await forum.posts.delete(ada, id);
    expect(await counted()).toBe(0);
    await forum.posts.restore(ada, id);
    expect(await counted()).toBe(1);
  });

  it('shows members what their Markdown will look like', async () => {
    const preview = (body: unknown, as?: Person) =>
      forum.send('POST /preview', { body, ...(as ? { as } : {}) });
    expect(await preview({ raw: '*hi* @ada' }, ada)).toMatchObject({
      status: 200,
      body: { html: '<p><em>hi</em> <a class="mention" href="/u/ada">@ada</a></p>\n' },
    });
    expect(await preview({ raw: '' }, ada)).toMatchObject({ status: 200, body: { html: '' } });
    expect(await preview({ raw: 'x'.repeat(32_001) }, ada)).toMatchObject({ status: 422 });
    expect(await preview({ raw: 'x' })).toMatchObject({ status: 401 });
  });
});
