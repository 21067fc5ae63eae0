import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostsService } from '@app/forum';
import type { Viewer } from '@app/identity';
import { InboxWorld } from '../testing/inbox-world.ts';
import { type Peer, type PeerActor, post } from '../testing/peer.ts';
import type { TestCommunity } from '../testing/test-community.ts';

describe('an inbox', () => {
  let world: InboxWorld;
  let us: TestCommunity;
  let them: Peer;
  let others: Peer;
  let bo: PeerActor;
  let eve: PeerActor;
  let ada: Viewer;
  let group: string;

  beforeAll(async () => {
    world = await InboxWorld.start();
    ({ us, them, others } = world);
    ({ bo, eve, ada, group } = world.people);
  });
  afterAll(() => world.stop());

  describe('takes in', () => {
    it('a reply to a post of ours, cleaned of what could run, below that post', async () => {
      const topic = await us.topic(ada);
      const content = '<p>I do. <script>alert(1)</script><img src=x onerror=alert(1)></p>';
      const note = them.note(world.newPath(), bo, {
        inReplyTo: topic.id,
        content,
        name: 'a name that replies do not have',
      });
      expect(await world.send(world.activity('Create', note))).toMatchObject({ state: 'applied' });
      expect(await world.postOf(note['id'])).toMatchObject({
        topicId: topic.topicId,
        number: 2,
        html: '<p>I do. </p>',
      });
    });

    it('a topic that names one of our categories as its audience', async () => {
      const article = them.note(world.newPath(), bo, { type: 'Article', name: 'A broom', audience: group });
      await world.send(world.activity('Create', article));
      expect(await world.postOf(article['id'])).toMatchObject({ number: 1, title: 'A broom' });
    });

    it('no Note that only mentions a category: that is no topic', async () => {
      const note = them.note(world.newPath(), bo, { cc: [group] });
      expect(await world.send(world.activity('Create', note, { cc: [group] }))).toMatchObject({
        state: 'ignored',
        reason: expect.stringContaining('not for a category'),
      });
    });

    it('nothing that is not public', async () => {
      const topic = await us.topic(ada, 'square', 'A public matter');
      const note = them.note(world.newPath(), bo, { inReplyTo: topic.id, to: [`${bo.id}/followers`] });
      expect(await world.send(world.activity('Create', note))).toMatchObject({
        state: 'ignored',
        reason: 'not public',
      });
    });

    it('nothing into a category of members only', async () => {
      const den = await us.groupOf('den');
      const topic = await us.topic(ada, 'den', 'Between ourselves');
      const article = them.note(world.newPath(), bo, { type: 'Article', name: 'Knock knock', audience: den });
      expect(await world.send(world.activity('Create', article))).toMatchObject({ state: 'ignored' });
      const reply = them.note(world.newPath(), bo, { inReplyTo: topic.id });
      await world.send(world.activity('Create', reply));
      expect(await world.postOf(reply['id'])).toBeUndefined();
    });

    it('one post when the same Create comes fifty times at once, under fifty ids', async () => {
      const topic = await us.topic(ada, 'square', 'Said once');
      const note = them.note(world.newPath(), bo, { inReplyTo: topic.id, content: '<p>Once.</p>' });
      const messages = Array.from({ length: 50 }, () => world.activity('Create', note));
      const answers = await Promise.all(messages.map((message) => post(us.inbox, message, { as: bo })));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
      for (const { id } of messages) await us.handled(id);
      expect((await us.remotePosts()).filter(({ uri }) => uri === note['id'])).toHaveLength(1);
    });
  });

  it('believes a post’s own server, not who embeds it', async () => {
    const topic = await us.topic(ada, 'square', 'Who said what');
    const note = them.note(world.newPath(), bo, { inReplyTo: topic.id, content: '<p>The truth.</p>' });
    const lie = { ...note, content: '<p>A lie.</p>' };
    const message = world.activity('Create', lie, { id: others.url('/activities/lie'), actor: eve.id });
    expect(await world.send(message, eve)).toMatchObject({
      state: 'ignored',
      reason: 'Create is not for stranger',
    });
    expect(await world.postOf(note['id'])).toBeUndefined();
    const neighbour = await them.actor('next-door');
    const nearby = world.activity('Create', lie, { actor: neighbour.id });
    expect(await world.send(nearby, neighbour)).toMatchObject({ state: 'applied' });
    expect(await world.postOf(note['id'])).toMatchObject({ html: '<p>The truth.</p>' });
  });

  it('takes no post that its server gives to an author of another server', async () => {
    const topic = await us.topic(ada, 'square', 'In whose name');
    const note = others.note(world.newPath(), bo, { inReplyTo: topic.id });
    const message = world.activity('Create', note['id'], {
      id: others.url('/activities/in-his-name'),
      actor: eve.id,
    });
    expect(await world.send(message, eve)).toMatchObject({ state: 'ignored' });
    expect(await world.postOf(note['id'])).toBeUndefined();
  });

  describe('with a post that is here', () => {
    const posted = async (content: string) => {
      const topic = await us.topic(ada, 'square', `About ${content}`);
      const path = world.newPath();
      const note = them.note(path, bo, { inReplyTo: topic.id, content });
      await world.send(world.activity('Create', note));
      return { path, note: note as Record<string, unknown> & { id: string } };
    };

    it('takes an edit from its author', async () => {
      const { path, note } = await posted('<p>Frist.</p>');
      const edited = them.note(path, bo, {
        ...note,
        content: '<p>First.</p>',
        updated: new Date().toISOString(),
      });
      expect(await world.send(world.activity('Update', edited))).toMatchObject({ state: 'applied' });
      expect(await world.postOf(note.id)).toMatchObject({ html: '<p>First.</p>' });
    });

    it('takes no edit from another server, nor from a neighbour', async () => {
      const { note } = await posted('<p>Mine.</p>');
      const lie = { ...note, content: '<p>Hers.</p>', updated: new Date().toISOString() };
      const abroad = world.activity('Update', lie, { id: others.url('/activities/edit'), actor: eve.id });
      expect(await world.send(abroad, eve)).toMatchObject({
        state: 'ignored',
        reason: 'Update is not for stranger',
      });
      const neighbour = await them.actor('neighbour');
      const nearby = world.activity('Update', lie, { actor: neighbour.id });
      expect(await world.send(nearby, neighbour)).toMatchObject({
        state: 'ignored',
        reason: 'its server shows nothing new',
      });
      expect(await world.postOf(note.id)).toMatchObject({ html: '<p>Mine.</p>' });
    });

    it('keeps the newer version when an older one comes late', async () => {
      const { note } = await posted('<p>One.</p>');
      const at = (seconds: number) => new Date(Date.now() + seconds * 100).toISOString();
      await world.send(world.activity('Update', { ...note, content: '<p>Three.</p>', updated: at(0) }));
      expect(
        await world.send(world.activity('Update', { ...note, content: '<p>Two.</p>', updated: at(-5) })),
      ).toMatchObject({
        state: 'ignored',
      });
      expect(await world.postOf(note.id)).toMatchObject({ html: '<p>Three.</p>' });
    });

    it('takes a deletion from its server only', async () => {
      const { note } = await posted('<p>Soon gone.</p>');
      const foreign = world.activity('Delete', note.id, {
        id: others.url('/activities/delete'),
        actor: eve.id,
      });
      expect(await world.send(foreign, eve)).toMatchObject({
        state: 'ignored',
        reason: 'Delete is not for stranger',
      });
      expect(await world.postOf(note.id)).toMatchObject({ deleted: false });
      await world.send(world.activity('Delete', { id: note.id, type: 'Tombstone' }));
      expect(await world.postOf(note.id)).toMatchObject({ deleted: true });
    });

    it('takes no post whose deletion came first', async () => {
      const topic = await us.topic(ada, 'square', 'Overtaken');
      const note = them.note(world.newPath(), bo, { inReplyTo: topic.id });
      expect(await world.send(world.activity('Delete', note['id']))).toMatchObject({ state: 'applied' });
      expect(await world.send(world.activity('Create', note))).toMatchObject({
        state: 'ignored',
        reason: 'it was deleted',
      });
      expect(await world.postOf(note['id'])).toBeUndefined();
    });
  });

  it('counts no Like that was taken back before it came', async () => {
    const topic = await us.topic(ada, 'square', 'Liked');
    const like = world.activity('Like', topic.id);
    expect(await world.send(world.activity('Undo', like))).toMatchObject({
      reason: expect.stringContaining('remembered'),
    });
    expect(await world.send(like)).toMatchObject({ state: 'ignored', reason: 'taken back before it came' });
    expect(await world.send(world.activity('Like', topic.id))).toMatchObject({ state: 'applied' });
  });

  it('climbs a thread to its place, and keeps what leads nowhere unseen until its parent comes', async () => {
    const topic = await us.topic(ada, 'square', 'A long thread');
    const [rootPath, middlePath, leafPath] = [world.newPath(), world.newPath(), world.newPath()];
    const middle = { inReplyTo: them.url(rootPath) };
    them.forget(rootPath);
    them.note(middlePath, bo, middle);
    const leaf = them.note(leafPath, bo, { inReplyTo: them.url(middlePath) });

    expect(await world.send(world.activity('Create', leaf))).toMatchObject({
      state: 'applied',
      reason: expect.stringContaining('waits'),
    });
    expect(await world.postOf(leaf['id'])).toBeUndefined();

    const root = them.note(rootPath, bo, { inReplyTo: topic.id });
    await world.send(world.activity('Create', root));
    const numbers = (await us.remotePosts()).filter(({ topicId }) => topicId === topic.topicId);
    expect(numbers.map(({ uri, number }) => [uri, number])).toEqual([
      [them.url(rootPath), 2],
      [them.url(middlePath), 3],
      [them.url(leafPath), 4],
    ]);
  });

  it('tells the author when a closed topic takes no reply', async () => {
    const topic = await us.topic(ada, 'square', 'A closed matter');
    await us.db.query(`update topic set state = 'closed' where id = $1`, [topic.topicId]);
    const message = world.activity('Create', them.note(world.newPath(), bo, { inReplyTo: topic.id }));
    expect(await world.send(message)).toMatchObject({ state: 'ignored', reason: 'refused: topic-closed' });
    await expect
      .poll(() => them.delivered.find(({ json }) => json.type === 'Reject')?.json, { timeout: 20_000 })
      .toMatchObject({ actor: group, object: message.id, summary: 'topic-closed' });
  });

  it('has no use for much of what is sent, and says so in its record', async () => {
    for (const type of ['Like', 'Flag', 'Move', 'Question', 'EmojiReact', 'Warn']) {
      expect(await world.send(world.activity(type, 'https://example.org/1'))).toMatchObject({
        state: 'ignored',
      });
    }
    // NodeBB takes an Announce back like this.
    const malformed = world.activity('Undo', {
      id: them.url('/a/1'),
      type: 'Announce',
      actor: bo.id,
      object: 5,
      cc: [1],
    });
    expect(await world.send(malformed)).toMatchObject({
      state: 'applied',
      reason: expect.stringContaining('remembered'),
    });
    const text = world.activity(
      'Create',
      them.note(world.newPath(), bo, { audience: group, content: 'a\u0000b \ud800' }),
    );
    expect(await world.send(text)).toMatchObject({ state: 'applied' });
  });

  it('leaves a post of ours alone, whoever says that it is edited or gone', async () => {
    const topic = await us.topic(ada, 'square', 'Ours to change');
    await world.send(world.activity('Delete', topic.id));
    await world.send(world.activity('Update', { ...them.note(world.newPath(), bo), id: topic.id }));
    const [row] = await us.db.query<[{ html: string; deleted: boolean }]>(
      `select html, deleted_at is not null as deleted from post where id = $1`,
      [topic.postId],
    );
    expect(row).toEqual({ html: expect.stringContaining('Not'), deleted: false });
    await us.get(PostsService).delete(ada, topic.postId);
  });
});
