import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PostForViewer } from '@app/contract';
import { type Person, type TestForum, testForum } from '../testing/test-forum.ts';

describe('a wiki post', () => {
  let forum: TestForum;
  let ana: Person;
  let bo: Person;
  let topicId: string;
  let postId: string;

  const set = (as: Person | undefined, wiki: boolean) =>
    forum.send(`PUT /posts/${postId}/wiki`, { ...(as ? { as } : {}), body: { wiki } });
  const edit = (as: Person | undefined, version: number, raw: string) =>
    forum.send(`PATCH /posts/${postId}`, {
      ...(as ? { as } : {}),
      body: { raw },
      headers: { 'if-match': `"${version}"` },
    });
  const first = async (as?: Person) => {
    const { body } = await forum.send(`GET /topics/${topicId}`, as ? { as } : {});
    return (body as { posts: PostForViewer[] }).posts[0] as PostForViewer;
  };

  beforeAll(async () => {
    forum = await testForum();
    [ana, bo] = [await forum.person('ana'), await forum.person('bo')];
    ({ topicId, postId } = await forum.topics.open(ana, {
      category: 'square',
      title: 'Minutes of May',
      raw: 'Present: Ana',
    }));
  });
  afterAll(() => forum.close());

  it('is made by its author, and edited by everyone who may reply, never one over the other', async () => {
    expect((await set(bo, true)).status).toBe(403);
    expect((await set(undefined, true)).status).toBe(401);
    expect((await edit(bo, 1, 'Present: Bo')).status).toBe(403);
    expect((await set(ana, true)).status).toBe(204);
    expect(await first(bo)).toMatchObject({ wiki: true, version: 2, may: { edit: true, makeWiki: false } });
    expect(await first()).toMatchObject({ wiki: true, may: { edit: false } });

    expect((await edit(bo, 2, 'Present: Ana, Bo')).status).toBe(200);
    expect((await edit(ana, 2, 'Present: Ana, Cy')).body).toMatchObject({ code: 'stale-version' });
    expect((await edit(undefined, 3, 'x')).status).toBe(401);
    expect((await forum.send(`DELETE /posts/${postId}`, { as: bo })).status).toBe(403);
  });

  it('remembers who wrote which version, as text and as it looked', async () => {
    const { body: revisions } = await forum.send(`GET /posts/${postId}/revisions`);
    const [, last] = revisions as { version: number; editor: { handle: string } }[];
    expect(last?.editor.handle).toBe('bo');
    expect((await forum.send(`GET /posts/${postId}/revisions/${last?.version}`)).body).toMatchObject({
      raw: 'Present: Ana, Bo',
      html: '<p>Present: Ana, Bo</p>\n',
      before: { raw: 'Present: Ana', html: '<p>Present: Ana</p>\n' },
    });
    expect((await forum.send(`GET /posts/${postId}/revisions/77`)).status).toBe(404);
  });

  it('is its author’s again when they say so, and nobody’s where nobody may reply', async () => {
    await forum.db.query(`update topic set state = 'closed' where id = $1`, [topicId]);
    expect((await edit(bo, (await first()).version, 'x')).body).toMatchObject({ code: 'topic-closed' });
    await forum.db.query(`update topic set state = 'open' where id = $1`, [topicId]);
    expect((await set(ana, false)).status).toBe(204);
    expect((await edit(bo, (await first()).version, 'x')).body).toMatchObject({ code: 'not-allowed' });
  });
});
