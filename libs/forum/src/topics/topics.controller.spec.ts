import { randomUUID } from 'node:crypto';
import { type TopicList, TopicWindow } from '@app/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Person, type TestForum, testForum } from '../testing/test-forum.ts';

describe('topics over HTTP', () => {
  let forum: TestForum;
  let ada: Person;
  let bo: Person;

  beforeAll(async () => {
    forum = await testForum();
    [ada, bo] = await Promise.all([forum.person('ada'), forum.person('bo')]);
    await forum.categories.create({ slug: 'inner', name: 'Members', visibility: 'members' });
    await forum.categories.receiveRemote({
      uri: 'https://far.example/c/1',
      url: null,
      slug: 'garden',
      domain: 'far.example',
      name: 'Garden',
      description: '',
    });
  });
  afterAll(() => forum.close());

  describe('a new one', () => {
    const open = (body: object, headers = {}) => forum.send('POST /topics', { as: ada, body, headers });

    it('is there with its first post, at the top of the lists', async () => {
      const answer = await open({
        category: 'square',
        title: 'Får vi ha höns på gården?',
        raw: 'Two, *perhaps*.',
      });
      const { body } = answer as { body: { topicId: string } };

      expect(answer).toMatchObject({ status: 201, body: { slug: 'far-vi-ha-hons-pa-garden', number: 1 } });
      const lists = ['GET /topics', 'GET /topics?category=square'];
      for (const list of lists) {
        const { items } = (await forum.send(list)).body as TopicList;
        expect(items[0]).toMatchObject({
          id: body.topicId,
          title: 'Får vi ha höns på gården?',
          excerpt: 'Two, perhaps.',
          category: { slug: 'square', domain: null },
          author: { handle: 'ada' },
          participants: [{ handle: 'ada' }],
          postCount: 1,
          lastNumber: 1,
          unreadCount: null,
          firstUnreadNumber: null,
        });
      }
    });

    it('is opened once however often the same request is sent', async () => {
      const request = { category: 'square', title: 'Only one of me', raw: 'Really.' };
      const headers = { 'idempotency-key': randomUUID() };
      const answers = await Promise.all(Array.from({ length: 4 }, () => open(request, headers)));

      expect(new Set(answers.map(({ body }) => (body as { topicId: string }).topicId)).size).toBe(1);
      expect(await open(request)).toMatchObject({ status: 409, body: { code: 'duplicate-post' } });
    });

    it.each([
      ['a title of four characters', { category: 'square', title: 'Four', raw: 'x' }, '/title'],
      ['a title of 201 characters', { category: 'square', title: 'x'.repeat(201), raw: 'x' }, '/title'],
      ['no text', { category: 'square', title: 'Five!', raw: ' ' }, '/raw'],
      ['no category', { title: 'Five!', raw: 'x' }, '/category'],
    ])('is refused with %s', async (_, body, pointer) => {
      expect(await open(body)).toMatchObject({
        status: 422,
        body: { code: 'invalid-input', errors: [{ pointer }] },
      });
    });

    it('is refused where nobody may open one', async () => {
      const topic = { title: 'A question', raw: 'Why?' };
      expect(await open({ ...topic, category: 'nowhere' })).toMatchObject({ status: 404 });
      expect(await open({ ...topic, category: 'garden@far.example' })).toMatchObject({
        status: 403,
        body: { code: 'not-allowed' },
      });
      const guest = await forum.send('POST /topics', { body: { ...topic, category: 'square' } });
      expect(guest).toMatchObject({ status: 401, body: { code: 'sign-in-required' } });
    });
  });

  describe('in lists', () => {
    it('are shown to those who may see them', async () => {
      await forum.openTopic(ada, 'inner');
      const seenBy = async (list: string, as?: Person) =>
        ((await forum.send(list, as ? { as } : {})).body as TopicList).items.map(
          ({ category }) => category.slug,
        );

      expect(await seenBy('GET /topics')).not.toContain('inner');
      expect(await seenBy('GET /topics', bo)).toContain('inner');
      expect(await forum.send('GET /topics?category=inner')).toMatchObject({
        status: 404,
        body: { code: 'not-found' },
      });
      expect(await seenBy('GET /topics?category=inner', bo)).toEqual(['inner']);
      expect(await seenBy('GET /topics?category=garden@far.example')).toEqual([]);
    });

    it('are paged forth and back without losing or repeating one, also when all have the same time', async () => {
      await forum.categories.create({ slug: 'tide', name: 'Tide' });
      const ids: string[] = [];
      for (let count = 0; count < 25; count += 1) ids.push(await forum.openTopic(ada, 'tide'));
      await forum.db.query(
        `update topic set bumped_at = timestamptz '2026-01-01T10:00:00.123457Z' + (id % 5) * interval '1 microsecond'
         where id = any($1)`,
        [ids],
      );
      const page = async (cursor: string | null) => {
        const query = cursor ? `&cursor=${cursor}` : '';
        return (await forum.send(`GET /topics?category=tide&limit=10${query}`)).body as TopicList;
      };
      const first = await page(null);
      const middle = await page(first.next);
      const last = await page(middle.next);

      const all = [...first.items, ...middle.items, ...last.items].map(({ id }) => id);
      expect(all).toEqual(
        [...ids].sort((a, b) => (Number(b) % 5) - (Number(a) % 5) || Number(b) - Number(a)),
      );
      expect([first.prev, last.next]).toEqual([null, null]);
      expect((await page(last.prev)).items).toEqual(middle.items);
      expect(await page(middle.prev)).toMatchObject({ items: first.items, prev: null });
    });

    it('refuse a cursor that is made up or of another list', async () => {
      const { next } = (await forum.send('GET /topics?category=tide&limit=10')).body as TopicList;
      for (const address of [`GET /topics?cursor=${next}`, 'GET /topics?cursor=x', 'GET /topics?cursor=']) {
        expect(await forum.send(address)).toMatchObject({ status: 400, body: { code: 'invalid-cursor' } });
      }
      expect(await forum.send('GET /topics?limit=101')).toMatchObject({ status: 422 });
    });

    it('name up to five who wrote last, the latest first', async () => {
      const topicId = await forum.openTopic(ada, 'tide');
      for (const handle of ['c1', 'c2', 'c3', 'c4', 'c5', 'c2']) {
        const [known] = await forum.db.query<{ id: string }[]>(`select id from account where handle = $1`, [
          handle,
        ]);
        const author = known
          ? { accountId: known.id, role: 'member' as const, groupIds: [] }
          : await forum.member(handle);
        await forum.posts.write(author, topicId, { raw: `From ${handle} ${randomUUID()}` });
      }
      const { items } = (await forum.send('GET /topics?category=tide&limit=1')).body as TopicList;
      expect(items[0]?.participants.map(({ handle }) => handle)).toEqual(['c2', 'c5', 'c4', 'c3', 'c1']);
    });
  });

  describe('in windows', () => {
    let topicId: string;
    beforeEach(async () => {
      const replies = Array.from({ length: 59 }, (_, index) => ({
        authorId: bo.accountId,
        raw: `Reply ${index + 2}`,
        createdAt: new Date(Date.UTC(2026, 0, 2, 0, index)),
      }));
      const first = { authorId: ada.accountId, raw: 'One.', createdAt: new Date('2026-01-01T00:00:00Z') };
      ({ topicId } = await forum.topics.importThread({
        category: 'square',
        title: 'A long one',
        first,
        replies,
      }));
    });
    const read = async (query: string, as?: Person) =>
      (await forum.send(`GET /topics/${topicId}${query}`, as ? { as } : {})).body as TopicWindow;
    const span = ({ posts, hasBefore, hasAfter }: TopicWindow) => [
      posts.at(0)?.number,
      posts.at(-1)?.number,
      posts.length,
      hasBefore,
      hasAfter,
    ];

    it.each([
      ['', [1, 20, 20, false, true]],
      ['?limit=60', [1, 60, 60, false, false]],
      ['?near=30', [20, 39, 20, true, true]],
      ['?near=60', [41, 60, 20, true, false]],
      ['?near=999', [41, 60, 20, true, false]],
      ['?near=2', [1, 20, 20, false, true]],
      ['?after=20', [21, 40, 20, true, true]],
      ['?after=55', [56, 60, 5, true, false]],
      ['?after=60', [undefined, undefined, 0, true, false]],
      ['?after=0&limit=3', [1, 3, 3, false, true]],
      ['?before=21', [1, 20, 20, false, true]],
      ['?before=1', [undefined, undefined, 0, false, true]],
      ['?before=99', [41, 60, 20, true, false]],
    ])('%s shows first, last, how many, more before, more after: %j', async (query, expected) => {
      const window = await read(query);
      expect(span(window)).toEqual(expected);
      expect(TopicWindow.safeParse(window).error).toBeUndefined();
    });

    it.each(['?near=0', '?near=x', '?near=1&after=1', '?limit=61', '?before=1&after=5'])(
      'refuse %s',
      async (query) => {
        expect(await read(query)).toMatchObject({ code: 'invalid-input', status: 422 });
      },
    );

    it('remember what each reader has read', async () => {
      expect(await read('', ada)).toMatchObject({ topic: { firstUnreadNumber: 2 } });
      const marks = {
        ranges: [
          [2, 10],
          [12, 14],
          [59, 9999],
        ],
      };
      expect(await forum.send(`PUT /topics/${topicId}/reading`, { as: ada, body: marks })).toMatchObject({
        status: 200,
      });
      await forum.send(`PUT /topics/${topicId}/reading`, { as: ada, body: { ranges: [[13, 16]] } });

      const window = await read('', ada);
      expect(window.topic.firstUnreadNumber).toBe(11);
      expect(window.posts.filter(({ read: isRead }) => !isRead).map(({ number }) => number)).toEqual([
        11, 17, 18, 19, 20,
      ]);
      const { items } = (await forum.send('GET /topics', { as: ada })).body as TopicList;
      expect(items.find(({ id }) => id === topicId)).toMatchObject({
        firstUnreadNumber: 11,
        unreadCount: 43,
      });
      const [{ read: stored }] = await forum.db.query<[{ read: string }]>(
        `select read from topic_reading where topic_id = $1 and account_id = $2`,
        [topicId, ada.accountId],
      );
      expect(stored).toBe('{[1,11),[12,17),[59,61)}');
      const guest = await read('');
      expect(guest.topic.firstUnreadNumber).toBeNull();
      expect(guest.posts.every(({ read: isRead }) => isRead)).toBe(true);
      expect((await read('', await forum.person(`new${topicId}`))).topic.firstUnreadNumber).toBe(1);
    });

    it('keep the marks of two tabs that report at once', async () => {
      await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          forum.send(`PUT /topics/${topicId}/reading`, {
            as: ada,
            body: { ranges: [[index * 6 + 1, index * 6 + 6]] },
          }),
        ),
      );
      expect(await read('', ada)).toMatchObject({ topic: { firstUnreadNumber: null } });
    });

    it('refuse marks of guests, of nothing, and back to front', async () => {
      const mark = (body: object, as?: Person) =>
        forum.send(`PUT /topics/${topicId}/reading`, { body, ...(as ? { as } : {}) });
      expect(await mark({ ranges: [[1, 2]] })).toMatchObject({ status: 401 });
      expect(await mark({ ranges: [] }, ada)).toMatchObject({ status: 422 });
      expect(await mark({ ranges: [[9, 3]] }, ada)).toMatchObject({
        status: 422,
        body: { code: 'invalid-input' },
      });
      expect(await mark({ ranges: [[99_999_999_999, 99_999_999_999]] }, ada)).toMatchObject({ status: 200 });
    });

    it('start the live room before the rows were read', async () => {
      await forum.db.query(`insert into room_head (room, seq) values ($1, 41)`, [`t:${topicId}`]);
      expect(await read('')).toMatchObject({ head: 41 });
    });
  });
});
