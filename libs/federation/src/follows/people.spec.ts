import { AccountsView } from '@app/identity';
import type { Viewer } from '@app/identity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InboxWorld } from '../testing/inbox-world.ts';
import { type Peer, type PeerActor, PUBLIC } from '../testing/peer.ts';
import type { TestCommunity } from '../testing/test-community.ts';
import { until } from '../testing/until.ts';
import { FollowingView } from './following.view.ts';
import { PeopleService } from './people.service.ts';
import { RemoteNames } from './remote-names.ts';
import { RemoteThings } from './remote-things.ts';

describe('somebody elsewhere', () => {
  let world: InboxWorld;
  let us: TestCommunity;
  let them: Peer;
  let bo: PeerActor;
  let ada: Viewer;
  let name: string;

  beforeAll(async () => {
    world = await InboxWorld.start();
    ({ us, them } = world);
    ({ bo, ada } = world.people);
    world.serveName('bo', bo.id);
    name = `bo@${them.host}`;
  });
  afterAll(() => world.stop());

  const find = (address: string) => us.get(RemoteThings).find(ada, address);
  const feed = async (viewer = ada, cursor?: string, limit = 20) =>
    us.get(FollowingView).posts(viewer, { cursor, limit });
  const titles = async (viewer = ada) => (await feed(viewer)).items.map(({ topic }) => topic.title);
  const sent = (type: string, object?: unknown) =>
    until(`the ${type}`, async () =>
      them.delivered.find(
        ({ json }) => json.type === type && (object === undefined || json.object === object),
      ),
    );
  const state = async () => {
    const { id } = await us.get(AccountsView).profile(name, ada);
    return us.get(FollowingView).state(ada, id);
  };
  const writes = async (more: object) => {
    const note = them.note(world.newPath(), bo, more);
    return { note, outcome: await world.send(world.activity('Create', note, { to: [PUBLIC] })) };
  };

  it('is looked up by handle or address, and nobody is found where there is none', async () => {
    expect(await find(`@${name}`)).toEqual({
      kind: 'person',
      path: `/u/${name}`,
      name: 'The bo',
      by: name,
      address: bo.id,
    });
    expect(await find(bo.id)).toMatchObject({ kind: 'person' });
    await expect(find(`nobody@${them.host}`)).rejects.toMatchObject({ code: 'remote-not-found' });
    await expect(find(`${us.origin}/u/ada`)).rejects.toMatchObject({ code: 'remote-not-found' });
    await expect(find('bo@localhost:1')).rejects.toMatchObject({ code: 'remote-unavailable' });
  });

  it('is read by nobody here before somebody follows them', async () => {
    expect((await writes({ content: '<p>To nobody.</p>' })).outcome).toMatchObject({ state: 'ignored' });
  });

  it('is followed once their server agrees, and not because somebody else does', async () => {
    expect(await us.get(PeopleService).follow(ada, name)).toEqual({ state: 'pending' });
    const follow = (await sent('Follow')).json;
    expect(follow).toMatchObject({ object: bo.id, to: [bo.id] });
    expect(follow['actor']).toMatch(/\/ap\/actors\/u-/);
    expect(
      (await fetch(String(follow['actor']), { headers: { accept: 'application/activity+json' } })).status,
    ).toBe(200);
    expect(await us.get(PeopleService).follow(ada, name)).toEqual({ state: 'pending' });

    const { eve } = world.people;
    const accept = world.activity('Accept', follow.id, { id: world.others.url('/accept'), actor: eve.id });
    expect(await world.send(accept, eve)).toMatchObject({ state: 'ignored' });
    expect(await state()).toEqual({ state: 'pending' });
    await world.send(world.activity('Accept', { ...follow, '@context': undefined }));
    expect(await state()).toEqual({ state: 'accepted' });
    expect(await us.get(FollowingView).people(ada)).toMatchObject([
      { account: { handle: 'bo' }, state: 'accepted' },
    ]);
  });

  it('is read in the feed of those who follow them and in their own place, and in no list of all', async () => {
    const { note } = await writes({ content: '<p>My bicycle is blue. And fast.</p>' });
    const { items } = await feed();
    expect(items).toMatchObject([
      {
        author: { handle: 'bo' },
        excerpt: 'My bicycle is blue. And fast.',
        category: { person: true, slug: 'bo' },
      },
    ]);
    const stranger = await us.member('stranger');
    expect((await feed(stranger)).items).toEqual([]);
    const listed = async (path: string) =>
      JSON.stringify(await (await fetch(`${us.origin}/api/v1${path}`)).json()).includes(
        'My bicycle is blue.',
      );
    expect(await listed('/topics')).toBe(false);
    expect(await listed('/categories')).toBe(false);
    expect(await listed(`/topics?category=bo@${them.host}`)).toBe(true);
    expect(await find(String(note['id']))).toMatchObject({ kind: 'topic' });
  });

  it('is answered from here, and so is who answers them', async () => {
    const { note } = await writes({ content: '<p>Who has a pump?</p>' });
    const { topicId } = (await world.postOf(note['id']))!;
    them.delivered.length = 0;
    const reply = await us.reply(ada, topicId, 'I have one.');
    const { json } = await sent('Create');
    expect(json).toMatchObject({
      to: [bo.id, PUBLIC],
      object: { id: reply.id, inReplyTo: note['id'], type: 'Note' },
    });
    expect(json).not.toHaveProperty('audience');
    const [object] = await us.db.query<[object]>(`select waits_for from ap_object where id = $1`, [reply.id]);
    expect(object).toEqual({ waits_for: null });
    const thanks = await writes({ inReplyTo: reply.id, content: '<p>Thanks!</p>' });
    expect(thanks.outcome).toMatchObject({ state: 'applied' });
    expect(await world.postOf(thanks.note['id'])).toMatchObject({ topicId });
  });

  it('is paged by what was written when, also among many', async () => {
    for (let n = 0; n < 5; n += 1)
      await writes({
        content: `<p>Number ${n}.</p>`,
        published: new Date(Date.UTC(2026, 0, 1, n)).toISOString(),
      });
    const all = (await feed(ada, undefined, 50)).items.map(({ id }) => id);
    const first = await feed(ada, undefined, 3);
    const second = await feed(ada, first.next!, 3);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all.slice(0, 6));
    expect((await feed(ada, second.prev!, 3)).items.map(({ id }) => id)).toEqual(all.slice(0, 3));
  });

  it('has a thread elsewhere that is brought here by whoever asks, and by nobody else', async () => {
    const eve = world.people.eve;
    const root = world.others.note('/notes/root', eve, { content: '<p>Far away.</p>' });
    const answer = world.others.note('/notes/answer', eve, { inReplyTo: root['id'], content: '<p>Yes.</p>' });
    expect(await find(String(answer['id']))).toMatchObject({
      kind: 'post',
      path: null,
      by: `eve@${world.others.host}`,
    });
    expect(await world.postOf(answer['id'])).toBeUndefined();
    const { path } = await us.get(RemoteThings).bring(ada, String(answer['id']));
    expect(path).toMatch(/^\/t\/\d+\/-\/2$/);
    expect((await world.postOf(root['id']))!.number).toBe(1);
  });

  it('is no longer followed when a member says so, and then writes to nobody here', async () => {
    await us.get(PeopleService).unfollow(ada, name);
    expect((await sent('Undo')).json.object).toMatchObject({ type: 'Follow', object: bo.id });
    expect(await state()).toBeNull();
    expect((await writes({ content: '<p>Hello?</p>' })).outcome).toMatchObject({ state: 'ignored' });
    expect(await titles()).toEqual([]);
  });

  it('may be a member here, whom nobody elsewhere has to be asked about', async () => {
    const cy = await us.member('cy');
    await us.topic(cy, 'square', 'By a neighbour');
    expect(await us.get(PeopleService).follow(ada, 'cy')).toEqual({ state: 'accepted' });
    expect(await titles()).toContain('By a neighbour');
    await us.topic(cy, 'den', 'Among members');
    expect(await titles()).toContain('Among members');
    await expect(us.get(PeopleService).follow(ada, 'ada')).rejects.toMatchObject({ code: 'not-allowed' });
    await us.db.query(`insert into account_relation (account_id, target_id, kind) values ($1, $2, 'block')`, [
      (await us.member('di')).accountId,
      ada.accountId,
    ]);
    await expect(us.get(PeopleService).follow(ada, 'di')).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('finds the way from here to their own server', async () => {
    const template = them.url('/interact?uri={uri}');
    world.serveName('bo', bo.id, [{ rel: 'http://ostatus.org/schema/1.0/subscribe', template }]);
    const leads = (handle: string) => us.get(RemoteNames).subscribeAddress(handle, '/t/1/x');
    expect(await leads(`@${name}`)).toBe(
      them.url(`/interact?uri=${encodeURIComponent(`${us.origin}/t/1/x`)}`),
    );
    await expect(leads(`none@${them.host}`)).rejects.toMatchObject({ code: 'remote-not-found' });
    world.serveName('bo', bo.id, [
      { rel: 'http://ostatus.org/schema/1.0/subscribe', template: 'javascript:{uri}' },
    ]);
    await expect(leads(name)).rejects.toMatchObject({ code: 'remote-not-found' });
  });
});
