import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InboxWorld } from '../testing/inbox-world.ts';
import { type Peer, type PeerActor, PUBLIC } from '../testing/peer.ts';
import type { TestCommunity } from '../testing/test-community.ts';
import { until } from '../testing/until.ts';
import { WaitingPosts } from '../outbox/waiting-posts.service.ts';
import { FollowsService } from './follows.service.ts';
import { RemoteCategoriesView } from './remote-categories.view.ts';

describe('a category of another server', () => {
  let world: InboxWorld;
  let us: TestCommunity;
  let them: Peer;
  let others: Peer;
  let club: PeerActor;
  let bo: PeerActor;
  let eve: PeerActor;

  beforeAll(async () => {
    world = await InboxWorld.start();
    ({ us, them, others } = world);
    ({ bo, eve } = world.people);
    club = await them.actor('club', 'Group');
    world.serveName('club', club.id);
  });
  afterAll(() => world.stop());

  const follow = (address: string) => us.get(FollowsService).follow(world.people.ada, address);
  const refusal = (address: string) =>
    follow(address).then(
      () => 'followed',
      (error: { code: string }) => error.code,
    );
  const fromClub = (type: string, object: unknown, more: object = {}) =>
    world.send(world.activity(type, object, { actor: club.id, to: [PUBLIC], ...more }), club);
  const titles = async () => [...new Set((await us.remotePosts()).map(({ title }) => title))];

  it('is found by its name or address, and asked to be followed by the server itself', async () => {
    const old = them.note('/notes/old', bo, {
      type: 'Article',
      name: 'From before',
      context: them.url('/contexts/old'),
    });
    them.note('/notes/old-reply', bo, { inReplyTo: old['id'], content: '<p>Even then.</p>' });
    them.serve('/contexts/old', {
      type: 'OrderedCollection',
      orderedItems: [old['id'], them.url('/notes/old-reply')],
    });
    them.serve('/users/club/outbox', {
      type: 'OrderedCollection',
      first: {
        type: 'OrderedCollectionPage',
        orderedItems: [{ type: 'Announce', actor: club.id, object: old['id'] }],
      },
    });

    expect(await follow(`@club@${them.host}`)).toEqual({ category: `club@${them.host}`, state: 'pending' });
    const asked = await until('the Follow', async () =>
      them.delivered.find(({ json }) => json.type === 'Follow'),
    );
    expect(asked.json).toMatchObject({ actor: `${us.origin}/actor`, object: club.id, to: [club.id] });
    expect(await follow(club.id)).toMatchObject({ state: 'pending' });
    expect(them.delivered.filter(({ json }) => json.type === 'Follow')).toHaveLength(1);

    await fromClub('Accept', {
      id: asked.json.id,
      type: 'Follow',
      actor: `${us.origin}/actor`,
      object: club.id,
    });
    expect(await us.get(RemoteCategoriesView).list()).toEqual([
      { category: `club@${them.host}`, state: 'accepted' },
    ]);
    const posts = await until('what was said before', async () => {
      const found = await us.remotePosts();
      return found.length === 2 && found;
    });
    expect(posts).toMatchObject([
      { title: 'From before', number: 1 },
      { number: 2, html: '<p>Even then.</p>' },
    ]);
  });

  it('is not found where there is none, and may come later where nobody answers', async () => {
    world.serveName('bo', bo.id);
    expect(await refusal(`bo@${them.host}`)).toBe('remote-not-found');
    expect(await refusal(`nobody@${them.host}`)).toBe('remote-not-found');
    expect(await refusal('just a name')).toBe('remote-not-found');
    expect(await refusal(world.people.group)).toBe('remote-not-found');
    expect(await refusal('club@localhost:1')).toBe('remote-unavailable');
    them.serve('/users/tired', {}, { status: 503 });
    expect(await refusal(them.url('/users/tired'))).toBe('remote-unavailable');
  });

  it('is not followed because somebody else accepts', async () => {
    const shut = await them.actor('shut', 'Group');
    await follow(shut.id);
    const asked = await until('the Follow', async () =>
      them.delivered.find(({ json }) => json['object'] === shut.id),
    );
    const accept = world.activity('Accept', asked.json.id, {
      id: others.url('/activities/accept'),
      actor: eve.id,
    });
    expect(await world.send(accept, eve)).toMatchObject({ state: 'ignored' });
    await world.send(world.activity('Reject', asked.json.id, { actor: shut.id }), shut);
    expect(await us.get(RemoteCategoriesView).list()).toContainEqual({
      category: `shut@${them.host}`,
      state: 'rejected',
    });
    expect(await follow(shut.id)).toMatchObject({ state: 'pending' });
  });

  it('decides what its topics are: its Announce, not an author’s claim', async () => {
    const article = them.note(world.newPath(), bo, {
      type: 'Article',
      name: 'For the club',
      audience: club.id,
    });
    expect(await world.send(world.activity('Create', article))).toMatchObject({ state: 'ignored' });
    expect(await titles()).not.toContain('For the club');
    await fromClub('Announce', world.activity('Create', article));
    expect(await titles()).toContain('For the club');
    // The same by its other form, as a boost: nothing new.
    expect(await fromClub('Announce', article['id'])).toMatchObject({
      state: 'ignored',
      reason: 'it is here already',
    });
  });

  it('passes on edits and deletions, and the post’s own server is asked whether they are true', async () => {
    const path = world.newPath();
    const note = others.note(path, eve, { type: 'Article', name: 'A guest', content: '<p>One.</p>' });
    await fromClub('Announce', note['id']);
    const lie = { ...note, content: '<p>Lie.</p>', updated: new Date().toISOString() };
    const update = world.activity('Update', lie, { actor: eve.id });
    await fromClub('Announce', update);
    expect(await world.postOf(note['id'])).toMatchObject({ html: '<p>One.</p>' });
    others.serve(path, { ...lie, content: '<p>Two.</p>' });
    await fromClub('Announce', { ...update, id: `${update.id}-2` });
    expect(await world.postOf(note['id'])).toMatchObject({ html: '<p>Two.</p>' });

    const byStranger = world.activity('Delete', note['id'], { actor: others.url('/users/somebody') });
    expect(await fromClub('Announce', byStranger)).toMatchObject({ state: 'ignored' });
    expect(await world.postOf(note['id'])).toMatchObject({ deleted: false });
    others.serve(path, { id: note['id'], type: 'Tombstone' });
    await fromClub('Announce', { ...byStranger, id: `${byStranger.id}-2` });
    expect(await world.postOf(note['id'])).toMatchObject({ deleted: true });
  });

  it('may remove what stands in it, and nothing else', async () => {
    const note = others.note(world.newPath(), eve, { type: 'Article', name: 'Off topic' });
    await fromClub('Announce', note['id']);
    await fromClub('Announce', world.activity('Delete', note['id'], { actor: bo.id, summary: 'off topic' }));
    expect(await world.postOf(note['id'])).toMatchObject({ deleted: true });

    const ours = await us.topic(world.people.ada);
    const here = others.note(world.newPath(), eve, { inReplyTo: ours.id });
    await world.send(
      world.activity('Create', here, { id: others.url('/activities/here'), actor: eve.id }),
      eve,
    );
    await fromClub('Announce', world.activity('Delete', here['id'], { actor: bo.id }));
    expect(await world.postOf(here['id'])).toMatchObject({ deleted: false });
    await fromClub('Announce', world.activity('Delete', ours.id, { actor: bo.id }));
    const [post] = await us.db.query<[object]>(`select deleted_at from post where id = $1`, [ours.postId]);
    expect(post).toEqual({ deleted_at: null });
  });

  it('gets the replies that are written here, and shows by its Announce that it took them', async () => {
    const article = them.note(world.newPath(), bo, {
      type: 'Article',
      name: 'Say something',
      context: them.url('/contexts/say'),
    });
    await fromClub('Announce', article['id']);
    const { topicId } = (await world.postOf(article['id']))!;
    them.delivered.length = 0;
    const reply = await us.reply(world.people.ada, topicId, 'Something.');
    const sent = await until('the Create', async () => them.delivered[0]);
    expect(sent.json).toMatchObject({
      type: 'Create',
      to: [club.id, PUBLIC],
      audience: club.id,
      object: {
        id: reply.id,
        type: 'Note',
        inReplyTo: article['id'],
        context: them.url('/contexts/say'),
        audience: club.id,
        tag: [{ type: 'Mention', href: bo.id, name: `@bo@${them.host}` }],
      },
    });
    expect(them.delivered).toHaveLength(1);
    const waiting = async () => {
      const [row] = await us.db.query<[{ waits_for: string | null }]>(
        `select waits_for from ap_object where id = $1`,
        [reply.id],
      );
      return row.waits_for;
    };
    expect(await waiting()).toBe(club.id);
    const pending = () => us.get(WaitingPosts).inTopic(world.people.ada, topicId);
    const post = { postId: reply.postId, number: reply.number, host: them.host };
    expect(await pending()).toEqual([{ ...post, mayRetry: false }]);
    const again = () => us.get(WaitingPosts).sendAgain(world.people.ada, reply.postId);
    await expect(again()).rejects.toMatchObject({ code: 'too-many-requests' });
    const stranger = await us.member('stranger');
    expect(await us.get(WaitingPosts).inTopic(stranger, topicId)).toEqual([]);
    await expect(us.get(WaitingPosts).sendAgain(stranger, reply.postId)).rejects.toMatchObject({
      code: 'not-found',
    });
    await us.db.query(
      `update ap_delivery set created_at = now() - interval '11 minutes', ended_at = now() - interval '11 minutes'`,
    );
    expect(await pending()).toEqual([{ ...post, mayRetry: true }]);
    await again();
    await until('it is sent again', async () => them.delivered.length === 2);
    expect(them.delivered[1]!.text).toBe(them.delivered[0]!.text);
    expect(await pending()).toEqual([{ ...post, mayRetry: false }]);
    expect(await fromClub('Announce', sent.json)).toMatchObject({ state: 'applied' });
    expect(await waiting()).toBeNull();
    expect(await pending()).toEqual([]);
  });
});
