import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Draft } from '@app/contract';
import { type Person, type TestForum, testForum } from '../testing/test-forum.ts';

describe('a draft', () => {
  let forum: TestForum;
  let ana: Person;
  let bo: Person;
  let topicId: string;

  const save = (as: Person, key: string, rev: number, raw: string) =>
    forum.send(`PUT /drafts/${key}`, { as, body: { rev, raw } });
  const drafts = async (as: Person) => (await forum.send('GET /drafts', { as })).body as Draft[];

  beforeAll(async () => {
    forum = await testForum();
    [ana, bo] = [await forum.person('ana'), await forum.person('bo')];
    topicId = await forum.openTopic(bo);
  });
  afterAll(() => forum.close());

  it('is one for each thing that is written, and nobody else’s', async () => {
    const reply = `reply:${topicId}`;
    expect((await save(ana, reply, 0, 'I think')).body).toEqual({ rev: 1, other: null });
    expect((await save(ana, reply, 1, 'I think so')).body).toEqual({ rev: 2, other: null });
    // The answer was lost and the request came again.
    expect((await save(ana, reply, 1, 'I think so')).body).toEqual({ rev: 2, other: null });
    await save(ana, 'topic:3f', 0, 'A new matter');
    expect((await save(ana, 'message:0', 0, 'Between us')).status).toBe(200);
    expect((await forum.send('DELETE /drafts/message:0', { as: ana })).status).toBe(204);
    expect((await drafts(ana)).map(({ key, raw, topic }) => [key, raw, topic?.id])).toEqual([
      ['topic:3f', 'A new matter', undefined],
      [reply, 'I think so', topicId],
    ]);
    expect(await drafts(bo)).toEqual([]);
    expect((await forum.send(`GET /drafts/${reply}`, { as: bo })).status).toBe(404);
    expect((await forum.send(`DELETE /drafts/${reply}`, { as: ana })).status).toBe(204);
    expect((await drafts(ana)).map(({ key }) => key)).toEqual(['topic:3f']);
  });

  it('stays two when two devices wrote it', async () => {
    const key = `reply:${topicId}`;
    await save(bo, key, 0, 'On the telephone');
    const { body } = await save(bo, key, 0, 'At the desk');
    const { rev, other } = body as { rev: number; other: string };
    expect(rev).toBe(2);
    const left = new Map((await drafts(bo)).map((draft) => [draft.key, draft.raw]));
    expect(left).toEqual(
      new Map([
        [key, 'At the desk'],
        [other, 'On the telephone'],
      ]),
    );
  });

  it('says nothing of a topic that its writer may not see any more, and stays theirs', async () => {
    await forum.categories.create({ slug: 'board', name: 'Board', visibility: 'members', federated: false });
    const { topicId: hidden } = await forum.topics.open(bo, {
      category: 'board',
      title: 'Quiet matters',
      raw: 'Hm',
    });
    await save(ana, `reply:${hidden}`, 0, 'My answer');
    await forum.db.query(
      `update category set permissions = '{"guests": [], "members": [], "groups": {}}', visibility = 'groups' where slug = 'board'`,
    );
    expect(await drafts(ana)).toContainEqual(expect.objectContaining({ raw: 'My answer', topic: null }));
  });

  it('has a key that names something', async () => {
    expect((await save(ana, 'reply:99999', 0, 'x')).status).toBe(404);
    expect((await save(ana, 'nonsense', 0, 'x')).status).toBe(422);
    expect((await forum.send('GET /drafts')).status).toBe(401);
  });
});
