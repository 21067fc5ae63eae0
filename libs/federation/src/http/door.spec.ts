import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '@app/identity';
import { Peer } from '../testing/peer.ts';
import { TestCommunity } from '../testing/test-community.ts';

const ACCEPT = { accept: 'application/activity+json' };

describe('what other servers read', () => {
  let us: TestCommunity;
  let them: Peer;
  let ada: Viewer;
  let group: string;
  let topic: { topicId: string; postId: string; id: string };
  let person: string;

  beforeAll(async () => {
    [us, them] = [await TestCommunity.start(), await Peer.start()];
    ada = await us.member('ada', 'staff');
    group = await us.groupOf('square');
    topic = await us.topic(ada);
    const { id } = await us.reply(ada, topic.topicId, 'On second thought, [why not](/u/ada).');
    await us.wasTold(id);
    ({ attributedTo: person } = await json<{ attributedTo: string }>(topic.id));
  });
  afterAll(async () => {
    await us.server.stop();
    await them.stop();
  });

  const get = (url: string, headers: Record<string, string> = ACCEPT) =>
    fetch(url.startsWith('http') ? url : us.origin + url, { headers, redirect: 'manual' });
  const json = async <Body = Record<string, unknown>>(url: string): Promise<Body> => {
    const answer = await get(url);
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
    return (await answer.json()) as Body;
  };

  it('is a Group with everything that peers demand of one, its key under a name that can change', async () => {
    const document = await json(group);
    expect(document).toEqual({
      '@context': expect.arrayContaining([
        'https://www.w3.org/ns/activitystreams',
        'https://w3id.org/security/v1',
      ]),
      id: group,
      type: 'Group',
      preferredUsername: 'square',
      name: 'The square',
      summary: '',
      source: { content: '', mediaType: 'text/markdown' },
      url: `${us.origin}/c/square`,
      inbox: `${group}/inbox`,
      outbox: `${group}/outbox`,
      followers: `${group}/followers`,
      following: `${group}/following`,
      featured: `${group}/featured`,
      attributedTo: `${group}/moderators`,
      sharedInbox: `${us.origin}/ap/inbox`,
      endpoints: { sharedInbox: `${us.origin}/ap/inbox` },
      postingRestrictedToMods: false,
      manuallyApprovesFollowers: false,
      discoverable: true,
      indexable: true,
      sensitive: false,
      publicKey: {
        id: `${group}#rsa-1`,
        owner: group,
        publicKeyPem: expect.stringMatching(/^-----BEGIN PUBLIC KEY-----/),
      },
    });
    expect(JSON.stringify(document)).not.toContain('Lock');
  });

  it('gets one and the same key, however many ask at once for the first time', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => json<{ publicKey: object }>('/actor')));
    expect(new Set(answers.map(({ publicKey }) => JSON.stringify(publicKey))).size).toBe(1);
  });

  it('is a Person only for those who wrote where others can read', async () => {
    const silent = await us.member('silent');
    await us.topic(silent, 'den', 'Only for us', 'I am not here.');
    expect(await json(person)).toMatchObject({
      type: 'Person',
      preferredUsername: 'ada',
      alsoKnownAs: [],
      attachment: [],
      url: `${us.origin}/u/ada`,
    });
    const [{ uuid }] = await us.db.query<[{ uuid: string }]>(
      `select uuid from account where handle = 'silent'`,
    );
    expect((await get(`/ap/actors/u-${uuid}`)).status).toBe(404);
    expect((await get('/u/silent')).status).toBe(404);
  });

  it('is an Article and Notes, in the shapes that peers can read', async () => {
    const article = await json(topic.id);
    expect(article).toMatchObject({
      type: 'Article',
      name: 'Who sweeps the square?',
      content: '<p>Not <strong>me</strong>.</p>\n',
      source: { content: 'Not **me**.', mediaType: 'text/markdown' },
      summary: '<p>Not me.</p>',
      preview: { type: 'Note', attributedTo: person },
      url: `${us.origin}/t/${topic.topicId}/who-sweeps-the-square/1`,
      to: [group, 'https://www.w3.org/ns/activitystreams#Public'],
      cc: [`${person}/followers`, `${group}/followers`],
      audience: group,
      context: expect.stringMatching(/\/ap\/topics\//),
      tag: [],
      attachment: [],
      replies: `${topic.id}/replies`,
    });
    expect(article).not.toHaveProperty('inReplyTo');

    const { orderedItems } = await json<{ orderedItems: string[] }>(`${topic.id}/replies`);
    const note = await json(orderedItems[0]!);
    expect(note).toMatchObject({
      type: 'Note',
      inReplyTo: topic.id,
      context: article['context'],
      audience: group,
    });
    expect(note['content']).toContain(`href="${us.origin}/u/ada"`);
    expect(note).not.toHaveProperty('name');
  });

  it('is a thread in order, with a tag that says when it changed', async () => {
    const { context } = await json<{ context: string }>(topic.id);
    const answer = await get(context);
    const etag = answer.headers.get('etag')!;
    expect(etag).toMatch(/^"[^"]+"$/);
    expect(await answer.json()).toMatchObject({
      type: 'OrderedCollection',
      name: 'Who sweeps the square?',
      attributedTo: group,
      totalItems: 2,
      orderedItems: [topic.id, expect.stringMatching(/\/ap\/posts\//)],
    });
    expect((await get(context, { ...ACCEPT, 'if-none-match': etag })).status).toBe(304);
    await us.reply(ada, topic.topicId, 'A third thought.');
    expect((await get(context, { ...ACCEPT, 'if-none-match': etag })).status).toBe(200);
  });

  it('comes in pages when a thread is long', async () => {
    const long = await us.topic(ada, 'square', 'A long talk');
    for (let n = 0; n < 60; n += 1) await us.reply(ada, long.topicId, `Word ${n}.`);
    const { context } = await json<{ context: string }>(long.id);
    const head = await json(context);
    expect(head).toMatchObject({ totalItems: 61, first: `${context}?page=1`, last: `${context}?page=2` });
    expect(head).not.toHaveProperty('orderedItems');
    const first = await json<{ orderedItems: string[]; next: string }>(`${context}?page=1`);
    const second = await json<{ orderedItems: string[] }>(first.next);
    expect(new Set([...first.orderedItems, ...second.orderedItems]).size).toBe(61);
    expect(first.orderedItems[0]).toBe(long.id);
    expect((await get(`${context}?page=3`)).status).toBe(404);
    const replies = await json<{ first: string }>(`${long.id}/replies`);
    const page = await json<{ orderedItems: string[]; next: string }>(replies.first);
    expect(page.orderedItems).toHaveLength(50);
    expect((await json<{ orderedItems: string[] }>(page.next)).orderedItems).toHaveLength(10);
  });

  it('answers for every collection that an actor names', async () => {
    const { outbox, followers, following, featured, attributedTo } =
      await json<Record<string, string>>(group);
    expect(await json(outbox!)).toMatchObject({
      orderedItems: expect.arrayContaining([expect.objectContaining({ object: topic.id })]),
    });
    expect(await json(followers!)).toEqual({
      '@context': expect.anything(),
      id: followers,
      type: 'OrderedCollection',
      totalItems: 0,
    });
    expect(await json(following!)).toMatchObject({ orderedItems: [] });
    expect(await json(featured!)).toMatchObject({ orderedItems: [] });
    expect(await json(attributedTo!)).toMatchObject({ orderedItems: [person] });
    expect(await json(`${person}/outbox`)).toMatchObject({
      orderedItems: expect.arrayContaining([expect.objectContaining({ type: 'Create', actor: person })]),
    });
    expect((await get('/ap/actors/instance/outbox')).status).toBe(200);
  });

  it('leads from pages to ids and from ids to pages, by what is asked for', async () => {
    const page = `/t/${topic.topicId}/who-sweeps-the-square/1`;
    const answer = await get(page);
    expect([answer.status, answer.headers.get('location'), answer.headers.get('vary')]).toEqual([
      302,
      topic.id,
      'Accept, Signature',
    ]);
    const ld = { accept: 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"' };
    expect((await get('/c/square', ld)).headers.get('location')).toBe(group);
    expect((await get('/u/ada')).headers.get('location')).toBe(person);

    const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
    const back = await get(topic.id, browser);
    expect([back.status, back.headers.get('location')]).toEqual([302, us.origin + page]);
    expect(back.headers.get('link')).toBe(`<${topic.id}>; rel="alternate"; type="application/activity+json"`);
    // No pages are built in this test, but neither is this the door for them.
    expect((await get(page, browser)).status).toBe(404);
    expect((await get(page, browser)).headers.get('content-type')).toContain('problem+json');
  });

  it('shows nothing at all of a category for members', async () => {
    const den = await us.groupOf('den');
    const inside = await us.topic(ada, 'den', 'Behind closed doors');
    const [{ uuid }] = await us.db.query<[{ uuid: string }]>(`select uuid from topic where id = $1`, [
      inside.topicId,
    ]);
    const parts = ['', '/outbox', '/followers', '/following', '/featured', '/moderators'];
    for (const url of [
      ...parts.map((part) => den + part),
      inside.id,
      `${inside.id}/replies`,
      `/ap/topics/${uuid}`,
    ])
      expect({ url, status: (await get(url)).status }).toEqual({ url, status: 404 });
    expect((await get(`/t/${inside.topicId}/behind-closed-doors/1`)).status).toBe(404);
    expect((await get('/c/den')).status).toBe(404);
    const answer = await fetch(`${den}/inbox`, {
      method: 'POST',
      headers: { 'content-type': 'application/activity+json' },
      body: '{}',
    });
    expect(answer.status).toBe(404);
  });

  it('takes what was shown away again when a category is closed to other servers', async () => {
    const [{ id }] = await us.db.query<[{ id: string }]>(
      `select id from ap_activity where kind = 'Create' order by seq limit 1`,
    );
    expect((await get(id)).status).toBe(200);
    await us.db.query(`update category set federated = false where slug = 'square'`);
    for (const url of [group, topic.id, id]) expect((await get(url)).status).toBe(404);
    await us.db.query(`update category set federated = true where slug = 'square'`);
  });

  it('leaves a stone where a post was', async () => {
    const { topicId } = topic;
    const gone = await us.reply(ada, topicId, 'Never mind.');
    await us.wasTold(gone.id);
    await us.delete(ada, gone.postId);
    await expect
      .poll(async () => ((await json(gone.id)) as { type: string }).type, { timeout: 20_000 })
      .toBe('Tombstone');
    expect(JSON.stringify(await json(gone.id))).not.toContain('Never mind');
  });

  it('answers anything else with a plain no', async () => {
    expect((await get('/ap/nothing')).status).toBe(404);
    expect((await get('/ap/posts/not-a-uuid')).status).toBe(404);
    expect((await get('/ap/posts/%zz')).status).toBe(404);
    expect((await get('/c/%zz')).status).toBe(404);
    const put = await fetch(topic.id, { method: 'PUT' });
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    const head = await fetch(topic.id, { method: 'HEAD', headers: ACCEPT });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});
