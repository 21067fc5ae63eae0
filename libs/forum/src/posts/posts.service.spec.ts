import { randomUUID } from 'node:crypto';
import type { Viewer } from '@app/identity';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestForum, testForum } from '../testing/test-forum.ts';

describe('posts', () => {
  let forum: TestForum;
  let ada: Viewer;
  let topicId: string;

  beforeAll(async () => {
    forum = await testForum();
    ada = await forum.member('ada');
  });
  afterAll(() => forum.close());
  beforeEach(async () => {
    topicId = await forum.openTopic(ada);
  });

  it('gives 20 writers of 10 posts each the numbers 2 to 201, and a reader never sees a hole', async () => {
    const writers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => forum.member(`writer${index}`)),
    );
    let writing = true;
    const holes: object[] = [];
    const watch = async () => {
      while (writing) {
        const [seen] = await forum.db.query<[{ posts: number; last: number }]>(
          `select count(*)::int as posts, max(number) as last from post where topic_id = $1`,
          [topicId],
        );
        if (seen.posts !== seen.last) holes.push(seen);
      }
    };
    const watched = watch();
    await Promise.all(
      writers.map(async (writer, index) => {
        for (let turn = 1; turn <= 10; turn += 1) {
          await forum.posts.write(writer, topicId, { raw: `Writer ${index}, turn ${turn}` });
        }
      }),
    );
    writing = false;
    await watched;

    expect(await forum.numbersOf(topicId)).toEqual(Array.from({ length: 201 }, (_, index) => index + 1));
    expect(holes).toEqual([]);
  });

  it('makes one post of eight sends with one key, and answers all eight alike', async () => {
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => forum.posts.write(ada, topicId, { raw: 'Once is enough.' }, key)),
    );

    expect(new Set(answers.map(({ postId }) => postId)).size).toBe(1);
    expect(await forum.numbersOf(topicId)).toEqual([1, 2]);
  });
});
