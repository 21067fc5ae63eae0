import type { Answer } from '../testing/send.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, type TestForum, testForum } from '../testing/test-forum.ts';

/** One transparent pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

describe('a file for a post', () => {
  let forum: TestForum;
  let ana: Person;
  let bo: Person;

  const bring = async (as: { cookie: string } | undefined, name = 'bike room.png', bytes = PIXEL) => {
    const answer = await fetch(
      `${await forum.app.getUrl()}/api/v1/uploads?name=${encodeURIComponent(name)}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream', ...(as ? { cookie: as.cookie } : {}) },
        body: new Uint8Array(bytes),
      },
    );
    return {
      status: answer.status,
      body: (await answer.json()) as { id: string; url: string; code?: string },
    };
  };
  const look = async (path: string, as?: { cookie: string }) => {
    const answer = await fetch((await forum.app.getUrl()) + path, {
      headers: as ? { cookie: as.cookie } : {},
    });
    return { status: answer.status, cache: answer.headers.get('cache-control') ?? '' };
  };
  const ok = ({ body, status }: Answer) => {
    expect(status).toBeLessThan(300);
    return body as Record<string, never>;
  };

  beforeAll(async () => {
    forum = await testForum();
    [ana, bo] = [await forum.person('ana'), await forum.person('bo')];
    await forum.categories.create({ slug: 'board', name: 'Board', visibility: 'members', federated: false });
  });
  afterAll(() => forum.close());

  it('is seen by who brought it, and by others as soon as a post that they may see shows it', async () => {
    const { body: upload } = await bring(ana);
    expect((await look(upload.url, ana)).status).toBe(200);
    expect((await look(upload.url, bo)).status).toBe(404);
    expect((await look(upload.url)).status).toBe(404);

    const inside = await forum.topics.open(ana, {
      category: 'board',
      title: 'The bike room',
      raw: `![How it looks](${upload.url})`,
    });
    expect(await look(upload.url, bo)).toMatchObject({ status: 200, cache: 'private, no-cache' });
    expect((await look(upload.url)).status).toBe(404);
    const window = ok(await forum.send(`GET /topics/${inside.topicId}`, { as: bo })) as unknown as {
      posts: { html: string }[];
    };
    expect(window.posts[0]?.html).toContain(
      `<img src="${upload.url}/960" alt="How it looks" width="1" height="1"`,
    );

    const topicId = await forum.openTopic(ana);
    const reply = await forum.posts.write(bo, topicId, { raw: `See ![](${upload.url})` });
    expect((await look(upload.url)).cache).toContain('public');
    await forum.posts.delete(bo, reply.postId);
    expect((await look(upload.url)).status).toBe(404);
  });

  it('is listed for its owner with where it is shown, described, and taken away', async () => {
    const { body: upload } = await bring(bo, 'stairs.png');
    const topicId = await forum.openTopic(bo);
    await forum.posts.write(bo, topicId, { raw: `![](${upload.url})` });
    const listed = () => forum.send('GET /uploads', { as: bo });
    expect((await listed()).body).toMatchObject({
      items: [{ id: upload.id, name: 'stairs.png', alt: '', usedIn: [{ topicId, number: 2 }] }],
    });
    expect((await forum.send('GET /uploads')).status).toBe(401);

    const alt = { alt: 'The stairs after the leak' };
    expect((await forum.send(`PATCH /uploads/${upload.id}`, { as: ana, body: alt })).status).toBe(404);
    ok(await forum.send(`PATCH /uploads/${upload.id}`, { as: bo, body: alt }));
    expect((await listed()).body).toMatchObject({ items: [alt] });
    expect((await forum.send(`DELETE /uploads/${upload.id}`, { as: ana })).status).toBe(404);
    ok(await forum.send(`DELETE /uploads/${upload.id}`, { as: bo }));
    expect((await listed()).body).toMatchObject({ items: [], totalBytes: 0 });
    expect((await look(upload.url, bo)).status).toBe(404);
  });

  it('is refused to guests, and when it is of a kind that nobody should open', async () => {
    expect((await bring(undefined)).status).toBe(401);
    expect(await bring(ana, 'run.exe', Buffer.from('MZ'))).toMatchObject({
      status: 415,
      body: { code: 'unsupported-upload', detail: 'run.exe' },
    });
    expect((await bring(ana, 'cut.png', PIXEL.subarray(0, 30))).status).toBe(422);
  });
});
