import { FlagReceipt, type TopicWindow } from '@app/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, type TestForum, testForum } from '../testing/test-forum.ts';

describe('flags', () => {
  let forum: TestForum;
  let ada: Person;
  let ben: Person;
  let postId: string;

  beforeAll(async () => {
    forum = await testForum();
    [ada, ben] = await Promise.all([forum.person('ada'), forum.person('ben')]);
    const topicId = await forum.openTopic(ada);
    postId = ((await forum.send(`GET /topics/${topicId}`)).body as TopicWindow).posts[0]!.id;
  });
  afterAll(() => forum.close());

  const raise = (body: object, as?: Person) =>
    forum.send(`POST /posts/${postId}/flags`, { body, ...(as ? { as } : {}) });

  it('are kept with the version of the post that they are about, one for each member', async () => {
    const first = await raise({ reason: 'rude', note: 'Not like this, please.' }, ben);
    expect(first).toMatchObject({ status: 201, body: { reason: 'rude', state: 'open' } });
    expect(FlagReceipt.safeParse(first.body).error).toBeUndefined();
    const again = await raise({ reason: 'spam' }, ben);
    expect(again.body).toMatchObject({ id: (first.body as FlagReceipt).id, reason: 'spam', note: '' });
    expect(await forum.db.query(`select post_version::int as v, state from flag`)).toEqual([
      { v: 1, state: 'open' },
    ]);
    expect(await forum.db.query(`select data from change where name = 'flag.raised'`)).toHaveLength(1);
  });

  it('need a reason that exists, and words where it is another one', async () => {
    expect(await raise({ reason: 'boring' }, ben)).toMatchObject({ status: 422 });
    expect(await raise({ reason: 'other' }, ben)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/note' }] },
    });
  });

  it('are not for guests and not for one’s own posts', async () => {
    expect(await raise({ reason: 'rude' })).toMatchObject({ status: 401 });
    expect(await raise({ reason: 'rude' }, ada)).toMatchObject({ status: 403 });
  });
});
