import { GUEST, type Viewer } from '@app/identity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InboxWorld } from '../testing/inbox-world.ts';
import { until } from '../testing/until.ts';
import { OrphansService } from './orphans.service.ts';
import { ThreadReadings } from './thread-readings.service.ts';

const AS = 'https://www.w3.org/ns/activitystreams';

describe('what got lost on the way', () => {
  let world: InboxWorld;

  beforeAll(async () => {
    world = await InboxWorld.start();
  });
  afterAll(() => world.stop());

  /** A thread in a category of ours that began elsewhere, with a list of its posts and of each post’s replies. */
  const thread = async (title: string) => {
    const { them, people } = world;
    const [context, root] = [world.newPath(), world.newPath()];
    const article = them.note(root, people.bo, {
      type: 'Article',
      name: title,
      audience: people.group,
      context: them.url(context),
      replies: them.url(`${root}/replies`),
    });
    await world.send(world.activity('Create', article));
    const { topicId } = (await world.postOf(article['id']))!;
    const list = (path: string, paths: string[], etag?: string): void =>
      them.serve(
        path,
        {
          '@context': AS,
          id: them.url(path),
          type: 'OrderedCollection',
          orderedItems: paths.map((one) => them.url(one)),
        },
        etag === undefined ? {} : { headers: { etag } },
      );
    return { context, root, article, topicId, list };
  };
  const reply = (to: string, content: string, more: object = {}): string => {
    const path = world.newPath();
    world.them.note(path, world.people.bo, {
      inReplyTo: world.them.url(to),
      content: `<p>${content}</p>`,
      ...more,
    });
    return path;
  };
  const texts = async (topicId: string) =>
    (await world.us.remotePosts()).filter((post) => post.topicId === topicId).map(({ html }) => html);
  const looked = (topicId: string) =>
    until('the thread is read', async () => {
      const { readAt, isReading } = await world.us.get(ThreadReadings).state(world.people.ada, topicId);
      return readAt !== null && !isReading;
    });

  it('is found in the list that a thread’s home keeps, and in the replies of each post', async () => {
    const { context, root, topicId, list } = await thread('A thread with holes');
    const first = reply(root, 'one');
    const second = reply(first, 'two', { replies: world.them.url('/two/replies') });
    const third = reply(second, 'three');
    list(context, [root, first, second], '"v1"');
    list(`${root}/replies`, [first]);
    list('/two/replies', [third]);

    expect(await texts(topicId)).toHaveLength(1);
    await world.us.get(ThreadReadings).ask(world.people.ada, topicId);
    await looked(topicId);
    expect(await texts(topicId)).toEqual(['<p>Hello.</p>', '<p>one</p>', '<p>two</p>', '<p>three</p>']);
    const state = await world.us.get(ThreadReadings).state(world.people.ada, topicId);
    expect(state).toMatchObject({ listed: 3, missing: 0, isReading: false });
    // Who opens it a while later has it compared again; a guest, who may be a crawler, does not.
    const open = (viewer: Viewer) => world.us.get(ThreadReadings).opened(viewer, topicId);
    await world.us.db.query(`update ap_thread set read_at = now() - interval '11 minutes'`);
    await open(GUEST);
    expect((await open(world.people.ada)).isReading).toBe(false);
    expect((await open(world.people.ada)).isReading).toBe(true);
  });

  it('is looked for again later, and less and less often', async () => {
    const { topicId } = await thread('Read again');
    const next = async () => {
      const [row] = await world.us.db.query<[{ minutes: number; step: number }]>(
        `select round(extract(epoch from next_at - now()) / 60)::int as minutes, step from ap_thread where topic_id = $1`,
        [topicId],
      );
      const [{ jobs }] = await world.us.db.query<[{ jobs: number }]>(
        `select count(*)::int as jobs from graphile_worker.jobs where key = $1`,
        [`federation:read-thread:${topicId}`],
      );
      return { ...row, jobs };
    };
    expect(await next()).toEqual({ minutes: 15, step: 0, jobs: 1 });
    await world.us.get(ThreadReadings).read(topicId);
    expect(await next()).toEqual({ minutes: 60, step: 1, jobs: 1 });
    await world.us.get(ThreadReadings).read(topicId);
    expect(await next()).toEqual({ minutes: 360, step: 2, jobs: 1 });
  });

  it('is an edit or a deletion, too', async () => {
    const { root, topicId } = await thread('Edited behind our back');
    const first = reply(root, 'frist');
    const second = reply(root, 'soon gone');
    for (const path of [first, second])
      await world.send(world.activity('Create', { id: world.them.url(path), type: 'Note' }, {}));
    expect(await texts(topicId)).toHaveLength(3);
    world.them.note(first, world.people.bo, {
      inReplyTo: world.them.url(root),
      content: '<p>first</p>',
      updated: new Date().toISOString(),
    });
    world.them.forget(second, 410);
    await world.us.get(ThreadReadings).ask(world.people.ada, topicId);
    await looked(topicId);
    const posts = (await world.us.remotePosts()).filter((post) => post.topicId === topicId);
    expect(posts.map(({ html, deleted }) => [html, deleted])).toEqual([
      ['<p>Hello.</p>', false],
      ['<p>first</p>', false],
      ['<p>soon gone</p>', true],
    ]);
  });

  it('takes the ids of a list and never its words, and no thread of another server into ours', async () => {
    const { context, root, topicId } = await thread('A list that lies');
    const honest = reply(root, 'what I said');
    const foreign = world.others.note(world.newPath(), world.people.eve, { content: '<p>unrelated</p>' });
    world.them.serve(context, {
      '@context': AS,
      type: 'OrderedCollection',
      orderedItems: [
        {
          ...world.them.note(honest, world.people.bo, {
            inReplyTo: world.them.url(root),
            content: '<p>what I said</p>',
          }),
          content: '<p>a lie</p>',
        },
        foreign['id'],
      ],
    });
    await world.us.get(ThreadReadings).ask(world.people.ada, topicId);
    await looked(topicId);
    expect(await texts(topicId)).toEqual(['<p>Hello.</p>', '<p>what I said</p>']);
    expect(await world.postOf(foreign['id'])).toBeUndefined();
  });

  it('waits for a reader who may not see the topic as little as for a guest', async () => {
    const den = await world.us.topic(world.people.ada, 'den', 'Between ourselves here');
    const url = `${world.us.origin}/api/v1/topics/${den.topicId}/missing-replies`;
    expect((await fetch(url)).status).toBe(404);
    expect((await fetch(url, { method: 'POST' })).status).toBe(401);
  });

  describe('a reply that comes before its parent', () => {
    it('is tried again when its parent’s server is back, and finds its place', async () => {
      const topic = await world.us.topic(world.people.ada, 'square', 'The parent comes late');
      const parent = world.newPath();
      world.them.forget(parent, 503);
      const leaf = reply(parent, 'leaf');
      await world.send(world.activity('Create', { id: world.them.url(leaf), type: 'Note' }));
      expect(await world.postOf(world.them.url(leaf))).toBeUndefined();

      world.them.note(parent, world.people.bo, { inReplyTo: topic.id, content: '<p>parent</p>' });
      await world.us.get(OrphansService).place(world.them.url(leaf), 0);
      expect(await texts(topic.topicId)).toEqual(['<p>parent</p>', '<p>leaf</p>']);
    });

    it('keeps the newest of its versions, and is never seen once it was deleted', async () => {
      const topic = await world.us.topic(world.people.ada, 'square', 'Edited before it was placed');
      const parent = world.newPath();
      world.them.forget(parent, 503);
      const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
      const note = (path: string, content: string, updated: string) => ({
        ...world.them.note(path, world.people.bo, { inReplyTo: world.them.url(parent), updated }),
        content,
      });
      const [edited, deleted] = [world.newPath(), world.newPath()];
      await world.send(world.activity('Create', note(edited, '<p>old</p>', at(-30))));
      await world.send(world.activity('Update', note(edited, '<p>new</p>', at(-10))));
      await world.send(world.activity('Update', note(edited, '<p>older</p>', at(-20))));
      await world.send(world.activity('Create', note(deleted, '<p>gone</p>', at(-30))));
      await world.send(world.activity('Delete', world.them.url(deleted)));
      world.them.note(parent, world.people.bo, { inReplyTo: topic.id, content: '<p>parent</p>' });
      await world.send(world.activity('Create', { id: world.them.url(parent), type: 'Note' }));
      expect(await texts(topic.topicId)).toEqual(['<p>parent</p>', '<p>new</p>']);
    });

    it('is forgotten after a week', async () => {
      const parent = world.newPath();
      world.them.forget(parent, 404);
      const leaf = world.them.url(reply(parent, 'leaf'));
      await world.send(world.activity('Create', { id: leaf, type: 'Note' }));
      const left = async () =>
        (await world.us.db.query<unknown[]>(`select from ap_object where id = $1`, [leaf])).length;
      await world.us.get(OrphansService).drop();
      expect(await left()).toBe(1);
      await world.us.db.query(`update ap_object set kept_at = now() - interval '8 days' where id = $1`, [
        leaf,
      ]);
      await world.us.get(OrphansService).drop();
      expect(await left()).toBe(0);
    });
  });
});
