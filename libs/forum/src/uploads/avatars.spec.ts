import type { CurrentAccount, TopicWindow } from '@app/contract';
import { AccountParts } from '@app/identity';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, type TestForum, testForum } from '../testing/test-forum.ts';

describe('the picture of a member', () => {
  let forum: TestForum;
  let ana: Person;
  let topicId: string;
  let url: string;

  beforeAll(async () => {
    forum = await testForum();
    ana = await forum.person('ana');
    topicId = await forum.openTopic(ana);
    url = await forum.app.getUrl();
  });
  afterAll(() => forum.close());

  const picture = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: 'tomato' } })
      .png()
      .toBuffer();
  const choose = async (bytes: Buffer) =>
    fetch(`${url}/api/v1/profile/avatar`, {
      method: 'PUT',
      headers: { cookie: ana.cookie, 'content-type': 'application/octet-stream' },
      body: new Uint8Array(bytes),
    });
  const shown = async () => {
    const { body } = await forum.send(`GET /topics/${topicId}`);
    return (body as TopicWindow).posts[0]!.author.avatarUrl;
  };

  it('is cut to a square, stands beside what they wrote, and is for everybody', async () => {
    expect(await shown()).toBeNull();
    expect((await choose(await picture(900, 300))).status).toBe(204);
    const at = await shown();
    expect(at).toMatch(/^\/media\/[0-9a-f-]{36}$/);
    const { body } = await forum.send('GET /sessions/current', { as: ana });
    expect((body as CurrentAccount).avatarUrl).toBe(at);
    const file = await fetch(url + at!);
    expect(file.headers.get('cache-control')).toContain('immutable');
    const { width, height } = await sharp(Buffer.from(await file.arrayBuffer())).metadata();
    expect([width, height]).toEqual([256, 256]);
  });

  it('is one at a time, and nothing else than a picture', async () => {
    const before = await shown();
    expect((await choose(Buffer.from('%PDF-1.7 no picture'))).status).toBe(422);
    expect((await choose(Buffer.alloc(0))).status).toBeGreaterThanOrEqual(400);
    expect(await shown()).toBe(before);
    await choose(await picture(40, 40));
    expect(await shown()).not.toBe(before);
    expect((await fetch(url + before!)).status).toBe(404);
    expect((await fetch(`${url}/api/v1/profile/avatar`, { method: 'DELETE' })).status).toBe(401);
  });

  it('goes along when they take their things, and goes when they leave', async () => {
    const parts = forum.app.get(AccountParts);
    const files = (await Promise.all(parts.all.map((part) => part.collect(ana.accountId)))).flat();
    const id = (await shown())!.split('/').at(-1)!;
    expect(files.some(({ path }) => path.startsWith(`files/${id}`))).toBe(true);
    await forum.db.transaction(async (tx) => {
      for (const part of parts.all) await part.forget(tx, ana.accountId, false);
    });
    expect(await shown()).toBeNull();
    expect((await fetch(`${url}/media/${id}`)).status).toBe(404);
  });

  it('can be taken away again', async () => {
    const bo = await forum.person('bo');
    await forum.send('DELETE /profile/avatar', { as: bo });
    expect((await forum.send('DELETE /profile/avatar', { as: bo })).status).toBe(204);
  });
});
