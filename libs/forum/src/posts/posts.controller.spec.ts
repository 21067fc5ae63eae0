import { randomUUID } from 'node:crypto';
import type { PostRevision, PostSource, TopicWindow } from '@app/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Person, type TestForum, testForum } from '../testing/test-forum.ts';

describe('posts over HTTP', () => {
  let forum: TestForum;
  let ada: Person;
  let bo: Person;
  let sam: Person;
  let topicId: string;

  beforeAll(async () => {
    forum = await testForum();
    [ada, bo, sam] = await Promise.all([
      forum.person('ada'),
      forum.person('bo'),
      forum.person('sam', 'staff'),
    ]);
    await forum.categories.create({ slug: 'inner', name: 'Members', visibility: 'members' });
  });
  afterAll(() => forum.close());
  beforeEach(async () => {
    topicId = await forum.openTopic(ada);
  });

  const reply = (as: Person, body: object, headers = {}) =>
    forum.send(`POST /topics/${topicId}/posts`, { as, body, headers });
  const read = async (as?: Person) =>
    (await forum.send(`GET /topics/${topicId}`, as ? { as } : {})).body as TopicWindow;
  const postId = async (number: number) => (await read(sam)).posts.find((post) => post.number === number)!.id;

  it('answers a reply with its address, and shows it whom it answers', async () => {
    const answer = await reply(bo, { raw: 'Yes, *gladly*.', replyTo: 1 });

    expect(answer).toMatchObject({ status: 201, body: { topicId, number: 2 } });
    expect((await read()).posts[1]).toMatchObject({
      number: 2,
      author: { handle: 'bo', domain: null },
      replyTo: { number: 1, author: { handle: 'ada' } },
      html: '<p>Yes, <em>gladly</em>.</p>\n',
      deleted: null,
      version: 1,
    });
  });

  it.each([
    ['nothing', { raw: '' }],
    ['only spaces', { raw: ' \n\t ' }],
    ['more than 32 000 characters', { raw: 'a'.repeat(32_001) }],
    ['no text', {}],
    ['a number', { raw: 7 }],
  ])('refuses %s as a text, and says which field', async (_, body) => {
    expect(await reply(bo, body)).toMatchObject({
      status: 422,
      body: { code: 'invalid-input', errors: [{ pointer: '/raw' }] },
    });
  });

  it('refuses a body that is not JSON', async () => {
    const headers = { 'content-type': 'application/json' };
    const answer = await forum.send(`POST /topics/${topicId}/posts`, {
      as: bo,
      body: '{"raw": "Ye',
      headers,
    });
    expect(answer).toMatchObject({ status: 400, body: { code: 'malformed-body' } });
  });

  it('refuses a reply to a number that the topic does not have', async () => {
    expect(await reply(bo, { raw: 'Hm', replyTo: 99 })).toMatchObject({
      status: 422,
      body: { code: 'no-such-reply-target' },
    });
  });

  it('refuses the same text by the same author within ten minutes, and names the post that stands', async () => {
    await reply(bo, { raw: 'Me too' });

    const { topic } = await read();
    expect(await reply(bo, { raw: 'Me too' })).toMatchObject({
      status: 409,
      body: { code: 'duplicate-post', detail: `/t/${topicId}/${topic.slug}/2` },
    });
    expect(await reply(ada, { raw: 'Me too' })).toMatchObject({ status: 201 });
    await forum.db.query(
      `update post set created_at = created_at - interval '11 minutes' where topic_id = $1`,
      [topicId],
    );
    expect(await reply(bo, { raw: 'Me too' })).toMatchObject({ status: 201 });
  });

  it('answers the same key with the first answer, and refuses it for another text', async () => {
    const key = randomUUID();
    const first = await reply(bo, { raw: 'Once', clientId: key }, { 'idempotency-key': key });
    const again = await reply(bo, { raw: 'Once', clientId: key }, { 'idempotency-key': key });
    const other = await reply(bo, { raw: 'Twice', clientId: key }, { 'idempotency-key': key });

    expect(again).toMatchObject({ status: 201, body: first.body as object });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-conflict' } });
    expect(await forum.numbersOf(topicId)).toEqual([1, 2]);
    expect((await read()).posts[1]).toMatchObject({ clientId: key });
  });

  it('finds its post again under the same key, even after the answer was forgotten', async () => {
    const clientId = randomUUID();
    const first = await reply(bo, { raw: 'Once', clientId });
    await forum.db.query(`delete from idempotency`);
    expect(await reply(bo, { raw: 'Once', clientId })).toMatchObject({
      status: 201,
      body: first.body as object,
    });
    expect(await forum.numbersOf(topicId)).toEqual([1, 2]);
  });

  it('refuses the character that no database holds, wherever it comes from', async () => {
    for (const answer of [
      await reply(bo, { raw: 'a\u0000b' }),
      await forum.send('POST /topics', {
        as: bo,
        body: { category: 'square', title: 'Nul\u0000l', raw: 'x' },
      }),
    ]) {
      expect(answer).toMatchObject({ status: 422, body: { code: 'invalid-input' } });
    }
    const nowhere = await forum.send('GET /topics?category=a%00b');
    expect(nowhere).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('refuses a key that is not a UUID, or not the clientId', async () => {
    expect(await reply(bo, { raw: 'Hm' }, { 'idempotency-key': 'one' })).toMatchObject({
      status: 422,
      body: { code: 'invalid-input' },
    });
    const two = { 'idempotency-key': randomUUID() };
    expect(await reply(bo, { raw: 'Hm', clientId: randomUUID() }, two)).toMatchObject({
      status: 422,
      body: { code: 'idempotency-conflict' },
    });
  });

  it('refuses a reply in a topic that was closed meanwhile', async () => {
    await forum.db.query(`update topic set state = 'closed' where id = $1`, [topicId]);
    expect(await reply(bo, { raw: 'Too late?' })).toMatchObject({
      status: 409,
      body: { code: 'topic-closed' },
    });
    expect((await read(bo)).topic).toMatchObject({ state: 'closed', may: { reply: false } });
  });

  it('asks guests to sign in, where there is something to see, and tells them of nothing else', async () => {
    const inner = await forum.openTopic(ada, 'inner');
    expect(await forum.send(`POST /topics/${topicId}/posts`, { body: { raw: 'Hi' } })).toMatchObject({
      status: 401,
      body: { code: 'sign-in-required' },
    });
    expect(await forum.send(`GET /topics/${inner}`)).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
    expect(await forum.send(`GET /topics/${inner}`, { as: bo })).toMatchObject({ status: 200 });
  });

  it.each(['0', 'abc', '99999999999999999999', '9223372036854775808', '-1', '1.5'])(
    'finds nothing at the id %s',
    async (id) => {
      for (const address of [`GET /topics/${id}`, `GET /posts/${id}/source`, `DELETE /posts/${id}`]) {
        expect(await forum.send(address, { as: bo })).toMatchObject({
          status: 404,
          body: { code: 'not-found' },
        });
      }
    },
  );

  describe('edited', () => {
    const edit = async (as: Person, raw: string, version?: string) =>
      forum.send(`PATCH /posts/${await postId(1)}`, {
        as,
        body: { raw },
        ...(version === undefined ? {} : { headers: { 'if-match': version } }),
      });

    it('shows the new text with the old one in its history', async () => {
      const source = await forum.send(`GET /posts/${await postId(1)}/source`, { as: ada });
      expect(source.body as PostSource).toMatchObject({ raw: 'Shall we?', version: 1 });
      expect(source.headers.get('etag')).toBe('"1"');
      await forum.db.query(`update post set created_at = now() - interval '1 hour'`);
      expect(await edit(ada, 'Shall we **now**?', '"1"')).toMatchObject({
        status: 200,
        body: { topicId, number: 1 },
      });
      expect(await edit(sam, 'Shall we later?', '"2"')).toMatchObject({ status: 200 });

      expect((await read()).posts[0]).toMatchObject({
        html: '<p>Shall we later?</p>\n',
        version: 3,
        editedAt: expect.stringMatching(/Z$/),
      });
      const history = (await forum.send(`GET /posts/${await postId(1)}/revisions`)).body as PostRevision[];
      expect(history.map(({ version, raw, editor }) => [version, raw, editor.handle])).toEqual([
        [1, 'Shall we?', 'ada'],
        [2, 'Shall we **now**?', 'ada'],
        [3, 'Shall we later?', 'sam'],
      ]);
    });

    it('needs the version that it is based on, and overwrites nothing newer', async () => {
      expect(await edit(ada, 'First')).toMatchObject({ status: 428, body: { code: 'version-required' } });
      expect(await edit(ada, 'First', 'x')).toMatchObject({ status: 428 });
      expect(await edit(ada, 'First', '"1"')).toMatchObject({ status: 200 });
      expect(await edit(ada, 'Second', '"1"')).toMatchObject({
        status: 412,
        body: { code: 'stale-version' },
      });
      expect((await read()).posts[0]).toMatchObject({ html: '<p>First</p>\n', version: 2 });
    });

    it('is done once when the same edit is sent again', async () => {
      await edit(ada, 'First', '"1"');
      expect(await edit(ada, 'First', '"1"')).toMatchObject({ status: 200 });
      expect((await read()).posts[0]).toMatchObject({ version: 2 });
    });

    it('is not for others', async () => {
      expect(await edit(bo, 'Mine now', '"1"')).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
      const answer = await forum.send(`PATCH /posts/${await postId(1)}`, { body: { raw: 'x' } });
      expect(answer).toMatchObject({ status: 401 });
    });
  });

  describe('deleted', () => {
    it('keeps its number and loses its text for everyone else', async () => {
      await reply(bo, { raw: 'Regrettable.' });
      const id = await postId(2);
      expect(await forum.send(`DELETE /posts/${id}`, { as: bo })).toMatchObject({ status: 204 });
      expect(await forum.send(`DELETE /posts/${id}`, { as: bo })).toMatchObject({ status: 204 });

      const window = await read(ada);
      expect(window.posts[1]).toMatchObject({
        number: 2,
        html: '',
        deleted: 'author',
        may: { reply: false },
      });
      expect(window.topic).toMatchObject({ postCount: 1, lastNumber: 2 });
      expect(await forum.send(`GET /posts/${id}/source`, { as: ada })).toMatchObject({ status: 410 });
      expect(await forum.send(`GET /posts/${id}/revisions`, { as: ada })).toMatchObject({ status: 410 });
      expect(await forum.send(`GET /posts/${id}/source`, { as: bo })).toMatchObject({
        status: 200,
        body: { raw: 'Regrettable.' },
      });
      expect(await reply(ada, { raw: 'What?', replyTo: 2 })).toMatchObject({
        status: 409,
        body: { code: 'post-deleted' },
      });
    });

    it('comes back whole, once', async () => {
      await reply(bo, { raw: 'Regrettable.' });
      const id = await postId(2);
      await forum.send(`DELETE /posts/${id}`, { as: bo });
      expect(await forum.send(`POST /posts/${id}/restore`, { as: bo })).toMatchObject({ status: 204 });
      expect(await forum.send(`POST /posts/${id}/restore`, { as: bo })).toMatchObject({ status: 204 });

      const window = await read();
      expect(window.posts[1]).toMatchObject({ html: '<p>Regrettable.</p>\n', deleted: null });
      expect(window.topic).toMatchObject({ postCount: 2 });
    });

    it('by staff is brought back by staff alone', async () => {
      await reply(bo, { raw: 'Regrettable.' });
      const id = await postId(2);
      await forum.send(`DELETE /posts/${id}`, { as: sam });

      expect((await read(bo)).posts[1]).toMatchObject({ deleted: 'staff', may: { restore: false } });
      expect(await forum.send(`POST /posts/${id}/restore`, { as: bo })).toMatchObject({
        status: 403,
        body: { code: 'staff-only' },
      });
      expect(await forum.send(`POST /posts/${id}/restore`, { as: sam })).toMatchObject({ status: 204 });
    });

    it('takes the topic with it when it was the only post, and brings it back', async () => {
      const id = await postId(1);
      const slug = (await read()).topic.slug;
      await forum.send(`DELETE /posts/${id}`, { as: ada });

      expect(await forum.send(`GET /topics/${topicId}`, { as: bo })).toMatchObject({
        status: 410,
        body: { code: 'gone' },
      });
      expect(JSON.stringify((await forum.send('GET /topics')).body)).not.toContain(slug);
      expect(await reply(bo, { raw: 'Where?' })).toMatchObject({ status: 410 });
      await forum.send(`POST /posts/${id}/restore`, { as: ada });
      expect((await read(bo)).posts).toHaveLength(1);
      expect(JSON.stringify((await forum.send('GET /topics')).body)).toContain(slug);
    });
  });
});
