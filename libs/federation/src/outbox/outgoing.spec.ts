import { PostsService } from '@app/forum';
import type { Viewer } from '@app/identity';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Peer, type PeerActor, PUBLIC } from '../testing/peer.ts';
import { InboxWorld } from '../testing/inbox-world.ts';
import type { TestCommunity } from '../testing/test-community.ts';
import { until } from '../testing/until.ts';
import { PublishService } from './publish.service.ts';

const ACCEPT = { accept: 'application/activity+json' };

describe('what leaves', () => {
  let world: InboxWorld;
  let us: TestCommunity;
  let them: Peer;
  let bo: PeerActor;
  let ada: Viewer;
  let group: string;

  beforeAll(async () => {
    world = await InboxWorld.start();
    ({ us, them } = world);
    ({ bo, ada, group } = world.people);
    await world.send(world.activity('Follow', group));
    await until('the Accept', async () => them.delivered.find(({ json }) => json.type === 'Accept'));
  });
  afterAll(() => world.stop());
  beforeEach(() => {
    them.delivered.length = 0;
  });

  /** What the follower's server got, in order, once there is so much of it. */
  const got = (count: number) =>
    until(`${count} activities, got ${them.delivered.length}`, async () => {
      return them.delivered.length >= count && them.delivered.map(({ json }) => json);
    });

  it('tells a follower that it may follow, naming the Follow and nothing else', async () => {
    const other = await them.actor('cy');
    const follow = world.activity('Follow', group, { actor: other.id });
    await world.send(follow, other);
    const [accept] = await got(1);
    expect(accept).toEqual({
      '@context': expect.anything(),
      id: expect.stringContaining('/ap/activities/'),
      type: 'Accept',
      actor: group,
      to: [other.id],
      object: { id: follow.id, type: 'Follow', actor: other.id, object: group },
    });
    await world.send(world.activity('Undo', follow, { actor: other.id }), other);
    const followers = await us.db.query<{ follower: string }[]>(
      `select follower from ap_follower where followed = $1`,
      [group],
    );
    expect(followers).toEqual([{ follower: bo.id }]);
  });

  it('announces a topic as an activity and, for those who know only boosts, as a thing', async () => {
    const topic = await us.topic(ada, 'square', 'A new topic', 'With *words*.');
    const [announced, boost] = await got(2);
    const person = (announced!.object as { actor: string }).actor;
    expect(announced).toMatchObject({
      type: 'Announce',
      actor: group,
      to: [PUBLIC],
      cc: [`${group}/followers`],
      object: {
        '@context': expect.anything(),
        type: 'Create',
        actor: person,
        to: [group, PUBLIC],
        cc: [`${person}/followers`, `${group}/followers`],
        audience: group,
        object: { id: topic.id, type: 'Article', name: 'A new topic', attributedTo: person },
      },
    });
    expect(boost).toMatchObject({
      type: 'Announce',
      actor: group,
      cc: [`${group}/followers`, person],
      object: topic.id,
    });
    expect(them.delivered).toHaveLength(2);
  });

  it('sends and serves the same bytes, the inner ones too', async () => {
    const topic = await us.topic(ada, 'square', 'Byte for byte');
    await got(2);
    const [{ text, json }] = them.delivered as [(typeof them.delivered)[0]];
    expect(await (await fetch(json.id, { headers: ACCEPT })).text()).toBe(text);
    const create = json.object as { id: string };
    const served = await (await fetch(create.id, { headers: ACCEPT })).text();
    expect(text).toContain(`"object":${served}}`);
    const article = await (await fetch(topic.id, { headers: ACCEPT })).text();
    expect(served).toContain(`"object":${article}}`);
  });

  it('is signed by who says it, over host, date and digest, in the suite that everybody reads', async () => {
    await us.topic(ada, 'square', 'Signed');
    await got(2);
    const { headers, path } = them.delivered[0]!;
    expect(path).toBe('/inbox');
    expect(headers['signature']).toContain(`keyId="${group}#rsa-1"`);
    for (const name of ['(request-target)', 'host', 'date', 'digest', 'content-type'])
      expect(headers['signature']).toContain(name);
    expect(headers['user-agent']).toBe(`Folkmoot (+${us.origin})`);
  });

  it('tells a reply once, an edit with its time, and a deletion by its id', async () => {
    const topic = await us.topic(ada, 'square', 'Coming and going');
    const reply = await us.reply(ada, topic.topicId, 'First version.');
    await got(3);
    await us.get(PostsService).edit(ada, reply.postId, 1, { raw: 'Second version.' });
    await got(4);
    await us.delete(ada, reply.postId);
    const sent = (await got(5)).slice(2).map(({ object }) => object as Record<string, unknown>);
    expect(sent).toMatchObject([
      { type: 'Create', object: { id: reply.id, type: 'Note', inReplyTo: topic.id } },
      {
        type: 'Update',
        object: { id: reply.id, updated: expect.any(String), source: { content: 'Second version.' } },
      },
      { type: 'Delete', object: reply.id },
    ]);
    await us.get(PostsService).restore(ada, reply.postId);
    expect((await got(7)).slice(5).map(({ object }) => object)).toMatchObject([
      { type: 'Undo', object: { type: 'Delete', object: reply.id } },
      { type: 'Update', object: { id: reply.id, type: 'Note' } },
    ]);
  });

  it('takes back the boost of a topic that staff removed, in the name of who removed it', async () => {
    const sam = await us.member('sam', 'staff');
    const topic = await us.topic(ada, 'square', 'Not fit to stand here');
    await got(2);
    await us.delete(sam, topic.postId);
    const [, boost, deletion, undo] = await got(4);
    expect(deletion).toMatchObject({ type: 'Announce', object: { type: 'Delete', object: topic.id } });
    const { actor } = deletion!.object as { actor: string };
    expect(await (await fetch(actor, { headers: ACCEPT })).json()).toMatchObject({
      preferredUsername: 'sam',
    });
    expect(undo).toMatchObject({
      type: 'Undo',
      actor: group,
      object: { id: boost!.id, type: 'Announce', object: topic.id },
    });
  });

  it('tells nothing twice when its job runs twice, and nothing of what nobody was told', async () => {
    const topic = await us.topic(ada, 'square', 'Only once');
    await got(2);
    await Promise.all(Array.from({ length: 4 }, () => us.get(PublishService).publish(topic.postId)));
    const den = await us.topic(ada, 'den', 'Not for others');
    await us.get(PublishService).publish(den.postId);
    const [row] = await us.db.query<[{ count: number }]>(
      `select count(*)::int as count from ap_activity where post_id in ($1, $2)`,
      [topic.postId, den.postId],
    );
    expect(row.count).toBe(3);
  });

  it('passes on what others write here, in their own bytes, also to the server that it came from', async () => {
    const topic = await us.topic(ada, 'square', 'Open to all');
    await got(2);
    them.delivered.length = 0;
    const note = them.note(world.newPath(), bo, {
      inReplyTo: topic.id,
      content: '<p>Spaced  out.</p>',
      odd: { a: [1] },
    });
    const create = world.activity('Create', note);
    await world.send(create);
    await got(1);
    const [relayed] = them.delivered;
    expect(relayed!.json).toMatchObject({ type: 'Announce', actor: group, object: { id: create.id } });
    expect(relayed!.text).toContain(`"object":${JSON.stringify(create)}}`);

    const sam = (await us.db.query<[{ id: string }]>(`select id from account where handle = 'sam'`))[0];
    const [{ id: postId }] = await us.db.query<[{ id: string }]>(`select id from post where uri = $1`, [
      note['id'],
    ]);
    await us.delete({ accountId: sam.id, role: 'staff', groupIds: [] }, postId);
    expect((await got(2))[1]).toMatchObject({
      type: 'Announce',
      object: { type: 'Delete', object: note['id'] },
    });
  });

  describe('on the way to an inbox', () => {
    const deliveries = () =>
      us.db.query<{ state: string; attempts: number; last_status: number | null }[]>(
        `select state, attempts, last_status from ap_delivery order by id desc limit 2`,
      );

    it('waits and keeps its order while a server is busy', async () => {
      them.inboxAnswers.push(503, 429);
      const topic = await us.topic(ada, 'square', 'Patience');
      await us.reply(ada, topic.topicId, 'One.');
      await us.reply(ada, topic.topicId, 'Two.');
      const sent = await got(4);
      expect(
        sent.map(
          ({ object }) => (object as { object?: { source?: { content: string } } }).object?.source?.content,
        ),
      ).toEqual(['Not **me**.', undefined, 'One.', 'Two.']);
    });

    it('comes again by itself, with nothing new to send', async () => {
      const topic = await us.topic(ada, 'square', 'Once more');
      await got(2);
      them.inboxAnswers.push(503);
      const reply = await us.reply(ada, topic.topicId, 'The only one.');
      expect((await got(3))[2]).toMatchObject({ object: { type: 'Create', object: { id: reply.id } } });
    });

    it('knocks a second time with the newer signature where the first is not read', async () => {
      them.inboxAnswers.push(401);
      await us.topic(ada, 'square', 'Knock, knock');
      await got(2);
      expect(them.delivered[0]!.headers['signature-input']).toContain('"content-digest"');
      expect(them.delivered[1]!.headers['signature-input']).toBeUndefined();
    });

    it('gives up what is refused, and goes on with the next', async () => {
      them.inboxAnswers.push(403);
      await us.topic(ada, 'square', 'Unwanted');
      expect((await got(1))[0]).toMatchObject({ object: expect.stringContaining('/ap/posts/') });
      await expect.poll(deliveries, { timeout: 30_000 }).toEqual([
        { state: 'sent', attempts: 1, last_status: 202 },
        { state: 'refused', attempts: 1, last_status: 403 },
      ]);
    });
  });

  it('asks others in the name of the server itself', async () => {
    const asked = them.asked.find(({ path }) => path === '/users/bo')!;
    expect(asked.headers['signature']).toContain(`keyId="${us.origin}/actor#rsa-1"`);
    expect(asked.headers['accept']).toContain('application/activity+json');
  });
});
