import type {
  LiveEvent,
  PostAddress,
  PostDelivery,
  PostForViewer,
  RemoteFollow,
  TopicList,
  TopicWindow,
} from '@app/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Community, eventually, type Member } from './community.ts';

// Two whole servers, each with its own database, that know each other only by address.
describe('two communities', () => {
  let north: Community;
  let south: Community;
  let ada: Member;
  let bo: Member;
  /** `agora@host`: the category of the north, as the south calls it. */
  let agora: string;
  /** Ada's topic, in the north. */
  let topic: PostAddress;
  /** The same topic, in the south. */
  let copyId: string;

  beforeAll(async () => {
    [north, south] = await Promise.all([Community.found(), Community.found()]);
    await north.openCategory('agora', 'Agora');
    [ada, bo] = [await north.join('ada'), await south.join('bo')];
    agora = `agora@${north.host}`;
  });
  afterAll(async () => {
    await Promise.all([north.stop(), south.stop()]);
  });

  const windowAt = (member: Member, topicId: string) => member.get<TopicWindow>(`/topics/${topicId}`);
  const copyOfPost = (number: number, fits: (post: PostForViewer) => boolean) =>
    eventually(`post ${number} in the south`, async () =>
      (await windowAt(bo, copyId)).posts.find((post) => post.number === number && fits(post)),
    );
  const originalOfPost = (number: number, fits: (post: PostForViewer) => boolean) =>
    eventually(`post ${number} in the north`, async () =>
      (await windowAt(ada, topic.topicId)).posts.find((post) => post.number === number && fits(post)),
    );
  const topicsInSouth = async (title: string) =>
    (await bo.get<TopicList>(`/topics?category=${encodeURIComponent(agora)}`)).items.find(
      (one) => one.title === title,
    );

  it('follow each other’s categories, and what was said before comes along', async () => {
    const before = { category: 'agora', title: 'Said before anybody listened', raw: 'Is anybody there?' };
    const old = (await ada.send('POST', '/topics', before)) as PostAddress;
    await ada.send('POST', `/topics/${old.topicId}/posts`, { raw: 'Apparently not.' });

    const asked = await bo.send('POST', '/remote-categories', { address: `@${agora}` });
    expect(asked).toMatchObject({ category: agora });
    await eventually('the follow is accepted', async () =>
      (await bo.get<RemoteFollow[]>('/remote-categories')).find(({ state }) => state === 'accepted'),
    );

    const found = await eventually('the old topic in the south', () => topicsInSouth(before.title));
    const copy = await eventually('its reply', async () => {
      const window = await windowAt(bo, found.id);
      return window.posts.length === 2 && window;
    });
    expect(copy.posts.map(({ html }) => html)).toEqual([
      expect.stringContaining('Is anybody there?'),
      expect.stringContaining('Apparently not.'),
    ]);
  });

  it('show a topic of the one on the other, with title, author and text', async () => {
    const opening = { category: 'agora', title: 'Shall the park stay open at night?', raw: 'I say **yes**.' };
    topic = (await ada.send('POST', '/topics', opening)) as PostAddress;

    const copy = await eventually('the topic in the south', () => topicsInSouth(opening.title));
    copyId = copy.id;
    expect(copy.author).toMatchObject({ handle: 'ada', domain: north.host });
    const { posts, topic: shown } = await windowAt(bo, copyId);
    expect(posts[0]?.html).toContain('I say <strong>yes</strong>.');
    expect(shown.category).toMatchObject({ slug: 'agora', domain: north.host });
  });

  it('show a reply from the south on an open page in the north, and tell its author that it arrived', async () => {
    const page = north.openPage();
    const told: LiveEvent[] = [];
    page.on('ev', (event) => told.push(event));
    const { head } = await windowAt(ada, topic.topicId);
    expect(await page.emitWithAck('join', { room: `t:${topic.topicId}`, after: head })).toMatchObject({
      ok: true,
    });

    const reply = { raw: 'And who pays for the light?', replyTo: 1 };
    const { postId } = (await bo.send('POST', `/topics/${copyId}/posts`, reply)) as PostAddress;

    const event = await eventually('the open page hears of the reply', async () =>
      told.find(({ type }) => type === 'post.created'),
    );
    expect(event.data).toMatchObject({
      number: 2,
      author: { handle: 'bo', domain: south.host },
      html: expect.stringContaining('And who pays for the light?'),
    });
    page.close();

    const delivery = await eventually('the reply is announced', async () => {
      const state = await bo.get<PostDelivery>(`/posts/${postId}/delivery`);
      return state.waitsFor === null && state.pending === 0 && state;
    });
    expect(delivery).toMatchObject({ refused: 0 });
    expect(delivery.sent).toBeGreaterThan(0);
    expect((await windowAt(bo, copyId)).posts).toHaveLength(2);
  });

  it('carry edits in both directions', async () => {
    await edit(ada, (await originalOfPost(1, () => true)).id, 'I say **yes, until midnight**.');
    const changed = await copyOfPost(1, ({ html }) => html.includes('until midnight'));
    expect(changed.editedAt).not.toBeNull();

    await edit(bo, (await copyOfPost(2, () => true)).id, 'And who pays for the lamps?');
    const changedReply = await originalOfPost(2, ({ html }) => html.includes('the lamps'));
    expect(changedReply.version).toBe(2);
  });

  it('carry deletions in both directions, and keep the numbers', async () => {
    const more = { raw: 'Forget what I said.' };
    const spoken = (await ada.send('POST', `/topics/${topic.topicId}/posts`, more)) as PostAddress;
    await copyOfPost(spoken.number, ({ html }) => html.includes('Forget'));
    await ada.send('DELETE', `/posts/${spoken.postId}`);
    expect(await copyOfPost(spoken.number, ({ deleted }) => deleted !== null)).toMatchObject({ html: '' });

    await bo.send('DELETE', `/posts/${(await copyOfPost(2, () => true)).id}`);
    expect(await originalOfPost(2, ({ deleted }) => deleted !== null)).toMatchObject({
      html: '',
      deleted: 'author',
    });
  });

  it('lose nothing while one of them is away: three replies come after its start, in order', async () => {
    await south.stop();
    for (const raw of ['First, the light.', 'Second, the gate.', 'Third, the owls.']) {
      await ada.send('POST', `/topics/${topic.topicId}/posts`, { raw });
    }
    const last = (await windowAt(ada, topic.topicId)).posts.at(-1)!;
    await eventually('a delivery that did not get through', async () => {
      const state = await ada.get<PostDelivery>(`/posts/${last.id}/delivery`);
      return state.pending > 0;
    });
    await south.start();

    const arrived = await eventually('all three in the south', async () => {
      const { posts } = await windowAt(bo, copyId);
      return posts.some(({ html }) => html.includes('the owls')) && posts;
    });
    expect(arrived.slice(-3).map(({ html }) => html)).toEqual([
      expect.stringContaining('First, the light.'),
      expect.stringContaining('Second, the gate.'),
      expect.stringContaining('Third, the owls.'),
    ]);
  });
});

async function edit(member: Member, postId: string, raw: string): Promise<void> {
  const { version } = await member.get<{ version: number }>(`/posts/${postId}/source`);
  await member.send('PATCH', `/posts/${postId}`, { raw }, { 'if-match': `"${version}"` });
}
