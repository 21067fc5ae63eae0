import type { PostRevision, TopicWindow } from '@app/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Person, type TestForum, testForum } from '../testing/test-forum.ts';

describe('a slip in a post', () => {
  let forum: TestForum;
  let ada: Person;
  let bo: Person;
  let sam: Person;
  let topicId: string;
  let postId: string;

  beforeAll(async () => {
    forum = await testForum();
    [ada, bo, sam] = [
      await forum.person('ada'),
      await forum.person('bo'),
      await forum.person('sam', 'staff'),
    ];
  });
  afterAll(() => forum.close());
  beforeEach(async () => {
    topicId = await forum.openTopic(ada);
    postId = (await post()).id;
  });

  const post = async () => ((await forum.send(`GET /topics/${topicId}`)).body as TopicWindow).posts[0]!;
  const edit = (as: Person, raw: string, version: string) =>
    forum.send(`PATCH /posts/${postId}`, { as, body: { raw }, headers: { 'if-match': version } });
  const versions = async () => {
    const { body } = await forum.send(`GET /posts/${postId}/revisions`);
    return (body as PostRevision[]).map(({ raw }) => raw);
  };

  it('leaves no version behind where a slip is mended at once, and nobody saw it', async () => {
    expect(await edit(ada, 'Shall we then?', '"1"')).toMatchObject({ status: 200 });
    expect(await post()).toMatchObject({
      html: '<p>Shall we then?</p>\n',
      version: 2,
      editedAt: null,
    });
    // Who had the text before open does not overwrite the mended one.
    expect(await edit(ada, 'Shall we?', '"1"')).toMatchObject({ status: 412 });
    expect(await versions()).toEqual(['Shall we then?']);
    // Another hand is another version.
    expect(await edit(sam, 'Shall we now?', '"2"')).toMatchObject({ status: 200 });
    expect(await versions()).toEqual(['Shall we then?', 'Shall we now?']);
  });

  it.each([
    [
      'answered',
      async () => void (await forum.send(`POST /topics/${topicId}/posts`, { as: bo, body: { raw: 'Yes.' } })),
    ],
    ['liked', async () => void (await forum.send(`PUT /posts/${postId}/reactions/thanks`, { as: bo }))],
    [
      'reported',
      async () =>
        void (await forum.send(`POST /posts/${postId}/flags`, {
          as: bo,
          body: { reason: 'spam' },
        })),
    ],
    [
      'read',
      async () =>
        void (await forum.send(`PUT /topics/${topicId}/reading`, {
          as: bo,
          body: { ranges: [[1, 1]], stayed: true },
        })),
    ],
    [
      'written more than five minutes ago',
      async () =>
        void (await forum.db.query(
          `update post set created_at = now() - interval '301 seconds' where topic_id = $1`,
          [topicId],
        )),
    ],
  ])('keeps what stood there when it was %s', async (_, happens) => {
    await happens();
    expect(await edit(ada, 'Shall we?!', '"1"')).toMatchObject({ status: 200 });
    expect(await versions()).toEqual(['Shall we?', 'Shall we?!']);
    expect((await post()).editedAt).not.toBeNull();
  });

  it('keeps what stood there when another text takes its place', async () => {
    const other = 'a'.repeat(100);
    expect(await edit(ada, other, '"1"')).toMatchObject({ status: 200 });
    expect(await versions()).toEqual(['Shall we?', other]);
  });
});
