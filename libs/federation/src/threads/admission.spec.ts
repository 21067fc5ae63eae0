import type { Viewer } from '@app/identity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HostRules } from '../hosts/host-rules.ts';
import { HostsService } from '../hosts/hosts.service.ts';
import { InboxWorld } from '../testing/inbox-world.ts';
import type { Peer, PeerActor } from '../testing/peer.ts';
import type { TestCommunity } from '../testing/test-community.ts';
import { until } from '../testing/until.ts';
import { whyNotAtOnce } from './admission.rules.ts';
import { HeldPosts } from './held-posts.service.ts';
import { HeldPostsView } from './held-posts.view.ts';

describe('a stranger on another server', () => {
  let world: InboxWorld;
  let us: TestCommunity;
  let them: Peer;
  let bo: PeerActor;
  let staff: Viewer;
  let ours: Awaited<ReturnType<TestCommunity['topic']>>;

  beforeAll(async () => {
    world = await InboxWorld.start();
    ({ us, them } = world);
    ({ bo } = world.people);
    staff = await us.member('sal', 'staff');
    ours = await us.topic(world.people.ada);
  });
  afterAll(() => world.stop());

  const policy = (to: 'open' | 'known' | 'hold' | 'members') =>
    us.get(HeldPosts).setPolicy(staff, 'square', to);
  const held = async () => (await us.get(HeldPostsView).all(staff)).held;
  const write = async (by: PeerActor, more: object = {}) => {
    const peer = by.id.startsWith(them.url('')) ? them : world.others;
    const note = peer.note(world.newPath(), by, { inReplyTo: ours.id, ...more });
    const create = world.activity('Create', note, {
      id: `${String(note['id'])}/create`,
      actor: by.id,
    });
    return { id: String(note['id']), note, create, outcome: await world.send(create, by) };
  };
  const answered = (type: string, about: string) =>
    until(`the ${type}`, async () =>
      them.delivered.find(({ json }) => json.type === type && json.object === about),
    );

  it('waits for a moderator with the first posts, unseen, and is then let in with the newest words', async () => {
    await policy('hold');
    const { id, note, outcome } = await write(bo, { content: '<p>May I?</p>' });
    expect(outcome).toEqual({ state: 'ignored', reason: 'waits for a moderator' });
    expect(await world.postOf(id)).toBeUndefined();
    const newer = { ...note, content: '<p>May I, please?</p>', updated: new Date().toISOString() };
    them.serve(new URL(id).pathname, newer);
    await world.send(world.activity('Update', newer));
    expect(await held()).toMatchObject([
      { author: { handle: 'bo' }, text: 'May I, please?', reason: 'new', title: null },
    ]);
    await expect(us.get(HeldPostsView).all(world.people.ada)).rejects.toMatchObject({ code: 'staff-only' });
    const [{ id: heldId }] = (await held()) as unknown as [{ id: string }];
    await us.get(HeldPosts).decide(staff, heldId, true);
    expect(await world.postOf(id)).toMatchObject({ html: '<p>May I, please?</p>', topicId: ours.topicId });
    expect(await held()).toEqual([]);
    await expect(us.get(HeldPosts).decide(staff, heldId, false)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is told where a post is not taken, once and for all', async () => {
    const { id, create } = await write(bo, { content: '<p>Buy this.</p>' });
    const [one] = (await held()) as unknown as [{ id: string }];
    await us.get(HeldPosts).decide(staff, one.id, false);
    expect((await answered('Reject', create.id)).json).toMatchObject({ actor: world.people.group });
    await world.send({ ...create, id: `${create.id}-again` });
    expect(await world.postOf(id)).toBeUndefined();
    expect(await held()).toEqual([]);
  });

  it('who was deleted at home in the meantime is not let in', async () => {
    const { id } = await write(bo);
    await world.send(world.activity('Delete', id));
    expect(await held()).toEqual([]);
    expect(await world.postOf(id)).toBeUndefined();
  });

  it('is refused where only members write, or only people known here', async () => {
    await policy('members');
    const { create, outcome } = await write(bo);
    expect(outcome).toMatchObject({ reason: 'refused: not-allowed' });
    await answered('Reject', create.id);
    await policy('known');
    expect((await write(world.people.eve)).outcome).toMatchObject({ reason: 'refused: not-allowed' });
    expect((await write(bo)).outcome).toMatchObject({ state: 'applied' });
    await policy('open');
    expect((await write(world.people.eve)).outcome).toMatchObject({ state: 'applied' });
  });

  it('of a limited server waits too, and is not found by search', async () => {
    const carl = await them.actor('carl');
    await us
      .get(HostsService)
      .setRule(staff.accountId!, { pattern: `*.${them.host}`, rule: 'limit', note: '', days: 1 });
    expect((await write(carl)).outcome).toMatchObject({ reason: 'waits for a moderator' });
    expect(await held()).toMatchObject([{ reason: 'limited' }]);
    const [{ id: heldId, url }] = (await held()) as unknown as [{ id: string; url: string }];
    await us.get(HeldPosts).decide(staff, heldId, true);
    const [post] = await us.db.query<[object]>(`select indexable from post where uri = $1`, [url]);
    expect(post).toEqual({ indexable: false });
    await us.db.query(`update ap_host_rule set expires_at = now()`);
    us.get(HostRules).forget();
    expect((await write(await them.actor('dora'))).outcome).toMatchObject({ state: 'applied' });
  });

  it('waits who calls more than twenty members', async () => {
    const tag = Array.from({ length: 21 }, (_, n) => ({
      type: 'Mention',
      href: `${us.origin}/ap/actors/u-${n}`,
    }));
    expect((await write(world.people.eve, { tag: tag.slice(1) })).outcome).toMatchObject({
      state: 'applied',
    });
    expect((await write(world.people.eve, { tag })).outcome).toMatchObject({
      reason: 'waits for a moderator',
    });
  });

  it('whom a member follows need not wait', () => {
    const policy = 'hold' as const;
    const rule = 'limit' as const;
    expect(whyNotAtOnce({ posts: 0, isFollowed: true }, { policy, rule, mentions: 0 })).toBeNull();
    expect(whyNotAtOnce({ posts: 2, isFollowed: false }, { policy, rule: null, mentions: 0 })).toBe('new');
    expect(whyNotAtOnce({ posts: 3, isFollowed: false }, { policy, rule, mentions: 0 })).toBeNull();
  });
});
