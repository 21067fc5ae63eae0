import type { TopicWindow } from '@app/contract';
import type { Viewer } from '@app/identity';
import { PostsView, TopicsView } from '../index.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestForum, testForum } from '../testing/test-forum.ts';

let count = 0;
const nextUri = () => `https://far.example/notes/${(count += 1)}`;

describe('what other servers write', () => {
  let forum: TestForum;
  let view: PostsView;
  let ada: Viewer;
  let bo: string;

  beforeAll(async () => {
    forum = await testForum();
    view = forum.app.get(PostsView);
    ada = await forum.member('ada');
    bo = await forum.stranger('bo');
  });
  afterAll(() => forum.close());

  /** A post as a guest sees it. */
  const shown = async (postId: string) => {
    const { topic, number } = (await view.forFederation(postId))!;
    const { body } = await forum.send(`GET /topics/${topic.id}?near=${number}&limit=1`);
    return (body as TopicWindow).posts[0];
  };
  const note = (topicId: string, more: object = {}) => ({
    uri: nextUri(),
    url: null,
    topicId,
    replyToPostId: null,
    authorId: bo,
    html: '<p>Hello</p>',
    text: 'Hello',
    createdAt: new Date('2026-11-20T10:00:00Z'),
    ...more,
  });
  const events = async (postId: string) =>
    (
      await forum.db.query<{ name: string }[]>(
        `select name from change where data->>'postId' = $1 order by id`,
        [postId],
      )
    ).map(({ name }) => name);

  it('joins the thread once, however often it is delivered, and at once', async () => {
    const topicId = await forum.openTopic(ada);
    const reply = note(topicId);
    const received = await Promise.all(Array.from({ length: 6 }, () => forum.posts.receive(reply)));

    expect(received.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(received.map(({ postId }) => postId)).size).toBe(1);
    expect(await forum.numbersOf(topicId)).toEqual([1, 2]);
    expect(await events(received[0]!.postId)).toEqual(['post.created']);
  });

  it('is threaded under the post that it answers, with its own time and home', async () => {
    const topicId = await forum.openTopic(ada);
    const { postId: parentId } = await forum.posts.receive(note(topicId));
    const reply = note(topicId, { replyToPostId: parentId, url: 'https://far.example/@bo/2' });
    const { postId } = await forum.posts.receive(reply);

    expect(await shown(postId)).toMatchObject({
      number: 3,
      author: { handle: 'bo', domain: 'far.example' },
      replyTo: { number: 2 },
      createdAt: '2026-11-20T10:00:00.000Z',
      originUrl: 'https://far.example/@bo/2',
    });
    await expect(
      forum.posts.receive(note(await forum.openTopic(ada), { replyToPostId: parentId })),
    ).rejects.toMatchObject({ code: 'no-such-reply-target' });
  });

  it('does not come from the future', async () => {
    const { postId } = await forum.posts.receive(
      note(await forum.openTopic(ada), { createdAt: new Date('2099-01-01') }),
    );
    const post = await shown(postId);
    expect(Date.parse(post!.createdAt)).toBeLessThanOrEqual(Date.now());
  });

  it('is refused in topics that are closed or not open to other servers', async () => {
    const topicId = await forum.openTopic(ada);
    await forum.db.query(`update topic set state = 'closed' where id = $1`, [topicId]);
    await expect(forum.posts.receive(note(topicId))).rejects.toMatchObject({ code: 'topic-closed' });

    await forum.categories.create({ slug: 'inner', name: 'Members', visibility: 'members' });
    await expect(forum.posts.receive(note(await forum.openTopic(ada, 'inner')))).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('is edited by what is newer, and by nothing older', async () => {
    const reply = note(await forum.openTopic(ada));
    const { postId } = await forum.posts.receive(reply);
    const edit = (text: string, time: string) =>
      forum.posts.receiveEdit({ uri: reply.uri, html: `<p>${text}</p>`, text, updatedAt: new Date(time) });

    expect(await edit('Later', '2026-11-20T12:00:00Z')).toEqual({ changed: true });
    expect(await edit('Earlier', '2026-11-20T11:00:00Z')).toEqual({ changed: false });
    expect(await edit('Later', '2026-11-20T12:00:00Z')).toEqual({ changed: false });
    expect(await shown(postId)).toMatchObject({
      html: '<p>Later</p>',
      version: 2,
      editedAt: '2026-11-20T12:00:00.000Z',
    });
    expect(await events(postId)).toEqual(['post.created', 'post.edited']);
  });

  it('is deleted once, and not edited afterwards', async () => {
    const reply = note(await forum.openTopic(ada));
    const { postId } = await forum.posts.receive(reply);

    expect(await forum.posts.receiveDelete({ uri: reply.uri })).toEqual({ changed: true });
    expect(await forum.posts.receiveDelete({ uri: reply.uri })).toEqual({ changed: false });
    const edit = { uri: reply.uri, html: '<p>Back</p>', text: 'Back', updatedAt: new Date() };
    expect(await forum.posts.receiveEdit(edit)).toEqual({ changed: false });
    expect(await shown(postId)).toMatchObject({ html: '', deleted: 'author' });
    expect(await events(postId)).toEqual(['post.created', 'post.deleted']);
    await expect(forum.posts.receiveDelete({ uri: nextUri() })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('knows a category by its id, so that one which takes over a name takes over nothing else', async () => {
    const said = { url: null, slug: 'reused', domain: 'far.example', name: 'Reused', description: '' };
    const { categoryId: old } = await forum.categories.receiveRemote({
      ...said,
      uri: 'https://far.example/old',
    });
    const { categoryId } = await forum.categories.receiveRemote({ ...said, uri: 'https://far.example/new' });

    expect(categoryId).not.toBe(old);
    const { body } = await forum.send('GET /categories/reused@far.example');
    expect(body).toMatchObject({ id: categoryId, fediverseHandle: '@reused@far.example' });
    const ours = { ...said, uri: 'https://far.example/x', domain: '' };
    await expect(forum.categories.receiveRemote(ours)).rejects.toThrow('without a domain');
  });

  it('opens a topic in a category of another server, once', async () => {
    const home = {
      uri: 'https://far.example/c/7',
      url: null,
      slug: 'garden',
      domain: 'far.example',
      description: '',
    };
    const { categoryId } = await forum.categories.receiveRemote({ ...home, name: 'Gardn' });
    expect(await forum.categories.receiveRemote({ ...home, name: 'Garden' })).toEqual({ categoryId });
    const topic = {
      uri: 'https://far.example/contexts/1',
      categoryId,
      authorId: bo,
      title: 'When to prune?',
      html: '<p>Apples</p>',
      text: 'Apples',
      createdAt: new Date('2026-11-19T10:00:00Z'),
      postUri: nextUri(),
      postUrl: null,
    };
    const received = await Promise.all(Array.from({ length: 4 }, () => forum.topics.receive(topic)));
    const [{ topicId, postId }] = received as [(typeof received)[0]];

    expect(received.filter(({ created }) => created)).toHaveLength(1);
    expect(await forum.send('GET /topics?category=garden@far.example')).toMatchObject({
      body: {
        items: [
          {
            id: topicId,
            title: 'When to prune?',
            category: { name: 'Garden', domain: 'far.example' },
            postCount: 1,
          },
        ],
      },
    });
    const topics = forum.app.get(TopicsView);
    expect(await topics.idByUri(topic.uri)).toBe(topicId);
    const { number } = await forum.posts.write(ada, topicId, { raw: 'In *March*.', replyTo: 1 });
    const [, answer] = await topics.postNames(topicId, { after: 0, limit: 10 });
    expect(number).toBe(2);
    expect(await view.forFederation(answer!.id)).toMatchObject({
      number: 2,
      uri: null,
      uuid: answer!.uuid,
      raw: 'In *March*.',
      html: '<p>In <em>March</em>.</p>\n',
      deleted: null,
      author: { handle: 'ada', domain: null, uri: null },
      parent: { id: postId, number: 1, uri: topic.postUri, author: { uri: 'https://far.example/users/bo' } },
      topic: {
        id: topicId,
        uri: topic.uri,
        title: 'When to prune?',
        first: { id: postId, uri: topic.postUri },
      },
      category: { uri: home.uri, domain: 'far.example', name: 'Garden', federated: false },
    });
    expect(await view.idByUri(topic.postUri)).toBe(postId);
    expect(await view.idByUuid(answer!.uuid)).toBe(answer!.id);
    expect(await topics.forFederation(topicId)).toMatchObject({
      lastNumber: 2,
      author: { handle: 'bo' },
      category: { id: categoryId },
    });
    expect(await topics.firstPostNames(categoryId, 5)).toMatchObject([{ id: postId, number: 1 }]);
  });
});
