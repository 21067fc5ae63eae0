import { Reacted, type Reactors, type TopicWindow } from '@app/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, type TestForum, testForum } from '../testing/test-forum.ts';
import { ReactionsService } from './reactions.service.ts';

describe('reactions', () => {
  let forum: TestForum;
  let ada: Person;
  let ben: Person;

  beforeAll(async () => {
    forum = await testForum();
    [ada, ben] = await Promise.all([forum.person('ada'), forum.person('ben')]);
    await forum.categories.create({ slug: 'inner', name: 'Members', visibility: 'members' });
  });
  afterAll(() => forum.close());

  const window = async (topicId: string, as?: Person) =>
    (await forum.send(`GET /topics/${topicId}`, as ? { as } : {})).body as TopicWindow;
  const firstPost = async (topicId: string, as: Person) => (await window(topicId, as)).posts[0]!;

  it('are counted in the post for everyone, and are the viewer’s own for the viewer alone', async () => {
    const topicId = await forum.openTopic(ada);
    const { id } = await firstPost(topicId, ada);
    const answer = await forum.send(`PUT /posts/${id}/reactions/thanks`, { as: ben });
    expect(answer).toMatchObject({ status: 200, body: { counts: { thanks: 1 }, mine: ['thanks'] } });
    expect(Reacted.safeParse(answer.body).error).toBeUndefined();
    await forum.send(`PUT /posts/${id}/reactions/thanks`, { as: ben });
    await forum.send(`PUT /posts/${id}/reactions/laugh`, { as: ben });

    expect(await firstPost(topicId, ben)).toMatchObject({
      reactions: { thanks: 1, laugh: 1 },
      mine: { reactions: ['thanks', 'laugh'], bookmarked: false },
      may: { react: true },
    });
    expect(await firstPost(topicId, ada)).toMatchObject({
      reactions: { thanks: 1, laugh: 1 },
      mine: { reactions: [] },
      may: { react: false },
    });
    const [guests] = (await window(topicId)).posts;
    expect(guests).toMatchObject({ reactions: { thanks: 1, laugh: 1 }, mine: { reactions: [] } });

    const taken = await forum.send(`DELETE /posts/${id}/reactions/laugh`, { as: ben });
    expect(taken.body).toEqual({ counts: { thanks: 1 }, mine: ['thanks'] });
    const who = (await forum.send(`GET /posts/${id}/reactions`)).body as Reactors;
    expect(who).toMatchObject({
      counts: { thanks: 1 },
      people: [{ account: { handle: 'ben' }, kind: 'thanks' }],
    });
  });

  it('of many members at once are all counted', async () => {
    const topicId = await forum.openTopic(ada);
    const { id } = await firstPost(topicId, ada);
    const people = await Promise.all(Array.from({ length: 12 }, (_, n) => forum.member(`crowd${n}`)));
    const reactions = forum.app.get(ReactionsService);
    await Promise.all(people.map((person) => reactions.add(person, id, 'celebrate')));
    expect((await firstPost(topicId, ada)).reactions).toEqual({ celebrate: 12 });
  });

  it('are refused where they cannot be given, and kinds that do not exist are no kinds', async () => {
    const topicId = await forum.openTopic(ada);
    const { id } = await firstPost(topicId, ada);
    const put = (kind: string, as?: Person) =>
      forum.send(`PUT /posts/${id}/reactions/${kind}`, as ? { as } : {});
    expect(await put('thanks')).toMatchObject({ status: 401 });
    expect(await put('thanks', ada)).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    expect(await put('dislike', ben)).toMatchObject({ status: 422 });
    await put('thanks', ben);
    await forum.posts.delete(ada, id);
    expect(await put('laugh', ben)).toMatchObject({ status: 410 });
  });

  it('of a post that one may not see say nothing to the outside', async () => {
    const topicId = await forum.openTopic(ada, 'inner');
    const { id } = await firstPost(topicId, ada);
    await forum.send(`PUT /posts/${id}/reactions/care`, { as: ben });
    expect(await forum.send(`GET /posts/${id}/reactions`)).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
    expect((await forum.send(`GET /posts/${id}/reactions`, { as: ada })).body).toMatchObject({
      counts: { care: 1 },
    });
  });
});
