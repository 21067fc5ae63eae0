import type { Viewer } from '@app/identity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestForum, testForum } from '../testing/test-forum.ts';

describe('the change log of a thread', () => {
  let forum: TestForum;
  let ada: Viewer;
  let sam: Viewer;

  beforeAll(async () => {
    forum = await testForum();
    ada = await forum.member('ada');
    sam = await forum.member('sam', 'staff');
  });
  afterAll(() => forum.close());

  const names = async (topicId: string) =>
    (
      await forum.db.query<{ name: string }[]>(
        `select name from change where data->>'topicId' = $1 order by id`,
        [topicId],
      )
    ).map(({ name }) => name);

  it('names every change once, in order, and nothing that was refused', async () => {
    const topicId = await forum.openTopic(ada);
    const { postId } = await forum.posts.write(ada, topicId, { raw: 'One' });
    await expect(forum.posts.write(ada, topicId, { raw: 'One' })).rejects.toMatchObject({
      code: 'duplicate-post',
    });
    await forum.posts.edit(ada, postId, 1, { raw: 'Two' });
    await expect(forum.posts.edit(ada, postId, 1, { raw: 'Three' })).rejects.toMatchObject({
      code: 'stale-version',
    });
    await forum.posts.delete(sam, postId);
    await forum.posts.delete(sam, postId);
    await forum.posts.restore(sam, postId);

    expect(await names(topicId)).toEqual([
      'topic.created',
      'post.created',
      'post.created',
      'post.edited',
      'post.deleted',
      'post.restored',
    ]);
  });

  it('gives a topic of another room its posts inside that room’s transaction, or nothing at all', async () => {
    const opening = {
      category: 'square',
      kind: 'election' as const,
      title: 'Board 2027',
      raw: 'Three seats.',
    };
    const begin = (fail: boolean) =>
      forum.db.transaction(async (tx) => {
        const { topicId } = await forum.topics.startTopic(tx, sam, opening);
        await forum.posts.writeSystem(tx, topicId, {
          authorId: sam.accountId!,
          raw: 'Nominations are *open*.',
        });
        if (fail) throw new Error('no');
        return topicId;
      });

    await expect(begin(true)).rejects.toThrow('no');
    const topicId = await begin(false);
    expect(await forum.numbersOf(topicId)).toEqual([1, 2]);
    expect(await names(topicId)).toEqual(['topic.created', 'post.created', 'post.created']);
    expect((await forum.send(`GET /topics/${topicId}`)).body).toMatchObject({
      topic: { kind: 'election' },
      posts: [
        { kind: 'post' },
        { kind: 'system', html: '<p>Nominations are <em>open</em>.</p>\n', may: { edit: false } },
      ],
    });
    await expect(
      forum.db.transaction((tx) => forum.topics.startTopic(tx, ada, opening)),
    ).rejects.toMatchObject({
      code: 'staff-only',
    });
  });

  it('tells nobody of threads of the past, which keep their times', async () => {
    const { topicId } = await forum.topics.importThread({
      category: 'square',
      title: 'How it began',
      first: { authorId: ada.accountId!, raw: 'Long ago.', createdAt: new Date('2025-03-01T10:00:00Z') },
      replies: [
        {
          authorId: sam.accountId!,
          raw: 'Indeed, @ada.',
          createdAt: new Date('2025-03-02T11:00:00Z'),
          replyTo: 1,
        },
      ],
    });

    expect(await names(topicId)).toEqual([]);
    expect((await forum.send(`GET /topics/${topicId}`)).body).toMatchObject({
      topic: { createdAt: '2025-03-01T10:00:00.000Z', bumpedAt: '2025-03-02T11:00:00.000Z', lastNumber: 2 },
      posts: [
        { createdAt: '2025-03-01T10:00:00.000Z' },
        {
          createdAt: '2025-03-02T11:00:00.000Z',
          replyTo: { number: 1 },
          html: '<p>Indeed, <a class="mention" href="/u/ada">@ada</a>.</p>\n',
        },
      ],
    });
  });
});
