import { CategoriesService, MovingService, TopicActsService } from '@app/forum';
import type { Viewer } from '@app/identity';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { InboxWorld } from '../testing/inbox-world.ts';
import type { Delivered, Peer } from '../testing/peer.ts';
import type { TestCommunity } from '../testing/test-community.ts';
import { until } from '../testing/until.ts';

const ACCEPT = { accept: 'application/activity+json' };

type Wire = Delivered['json'];

describe('what is done to a topic', () => {
  let world: InboxWorld;
  let us: TestCommunity;
  let them: Peer;
  let ada: Viewer;
  let mod: Viewer;
  let square: string;
  let market: string;

  beforeAll(async () => {
    world = await InboxWorld.start();
    ({ us, them } = world);
    ({ ada, group: square } = world.people);
    mod = await us.member('mod', 'staff');
    await us.get(CategoriesService).create({ slug: 'market', name: 'The market', federated: true });
    market = await us.groupOf('market');
    await world.send(world.activity('Follow', square));
    await world.send(world.activity('Follow', market));
    await until('both Accepts', () => Promise.resolve(them.delivered.length >= 2));
  });
  afterAll(() => world.stop());
  beforeEach(() => {
    them.delivered.length = 0;
  });

  const acts = () => us.get(TopicActsService);
  const got = (what: string, fits: (json: Wire) => boolean) =>
    until(what, () => Promise.resolve(them.delivered.map(({ json }) => json).find(fits)));
  const relayed = (type: string) =>
    got(
      `an announced ${type}`,
      ({ type: outer, object }) => outer === 'Announce' && (object as Wire).type === type,
    );
  const served = async (id: string) => {
    const answer = await fetch(id, { headers: ACCEPT });
    return { status: answer.status, json: (answer.ok ? await answer.json() : null) as Wire };
  };
  const opened = async (title: string) => {
    const topic = await us.topic(ada, 'square', title);
    await got('the topic', ({ object }) => object === topic.id);
    return topic;
  };

  it('closes it for others by the moderator’s own Lock, and opens it by undoing exactly that', async () => {
    const topic = await opened('Closing time');
    await acts().change(mod, topic.topicId, { state: 'closed' });
    const lock = (await relayed('Lock')).object as Wire;
    expect(lock).toMatchObject({ object: topic.id, audience: square, cc: [square] });
    expect((await served(lock.id)).json).toEqual(lock);
    const { orderedItems } = (await served(`${square}/moderators`)).json as unknown as {
      orderedItems: string[];
    };
    expect(orderedItems).toContain(lock['actor']);

    await acts().change(mod, topic.topicId, { state: 'open' });
    expect((await relayed('Undo')).object).toMatchObject({ actor: lock['actor'], object: lock });
  });

  it('pins it by putting it into the category’s featured collection', async () => {
    const topic = await opened('Read me first');
    const pinnedUntil = new Date(Date.now() + 86_400_000).toISOString();
    await acts().change(mod, topic.topicId, { pinnedUntil });
    expect((await relayed('Add')).object).toMatchObject({ object: topic.id, target: `${square}/featured` });
    expect((await served(`${square}/featured`)).json['orderedItems']).toEqual([topic.id]);
    await acts().change(mod, topic.topicId, { pinnedUntil: null });
    expect((await relayed('Remove')).object).toMatchObject({
      object: topic.id,
      target: `${square}/featured`,
    });
    expect((await served(`${square}/featured`)).json['orderedItems']).toEqual([]);
  });

  it('moves it with its ids, and deletes nothing', async () => {
    const topic = await opened('On its way');
    const reply = await us.reply(ada, topic.topicId, 'Coming along.');
    await us.wasTold(reply.id);
    const context = (await served(topic.id)).json['context'] as string;
    await acts().change(mod, topic.topicId, { category: 'market' });
    expect(await got('the Move', ({ type }) => type === 'Move')).toMatchObject({
      object: context,
      origin: square,
      target: market,
    });
    expect(await got('the old Announce undone', ({ type }) => type === 'Undo')).toMatchObject({
      actor: square,
      object: { type: 'Announce', object: topic.id },
    });
    const fromMarket = (type: string) =>
      got(`${type} by the market`, ({ actor, object }) => actor === market && (object as Wire).type === type);
    expect((await fromMarket('Update')).object).toMatchObject({ object: { id: topic.id, audience: market } });
    expect((await fromMarket('Create')).object).toMatchObject({ object: { id: topic.id } });
    expect((await served(reply.id)).json).toMatchObject({ audience: market, context });
    expect(them.delivered.some(({ text }) => text.includes('"Delete"'))).toBe(false);
  });

  it('takes it back where it goes behind a door, and tells it anew where it comes out', async () => {
    const topic = await opened('In and out');
    const reply = await us.reply(ada, topic.topicId, 'Me too.');
    await us.wasTold(reply.id);
    const den = await us.groupOf('den');
    await acts().change(mod, topic.topicId, { category: 'den' });
    for (const id of [topic.id, reply.id])
      await got(
        'its Delete',
        ({ object }) => (object as Wire).type === 'Delete' && (object as Wire).object === id,
      );
    expect(them.delivered.some(({ text }) => text.includes(den))).toBe(false);
    expect((await served(topic.id)).status).toBe(404);

    them.delivered.length = 0;
    const hidden = await us.topic(mod, 'den', 'Once a secret', 'Now everybody may know.');
    await acts().change(mod, hidden.topicId, { category: 'square' });
    const create = await relayed('Create');
    expect(create.object).toMatchObject({ object: { id: hidden.id, name: 'Once a secret' } });
  });

  it('takes it away whole and gives it back, and says its new title', async () => {
    const topic = await opened('A first tittle');
    await acts().change(mod, topic.topicId, { title: 'A first title' });
    expect((await relayed('Update')).object).toMatchObject({
      object: { id: topic.id, name: 'A first title' },
    });
    them.delivered.length = 0;
    await acts().delete(mod, topic.topicId);
    expect((await relayed('Delete')).object).toMatchObject({ object: topic.id, audience: square });
    them.delivered.length = 0;
    await acts().restore(mod, topic.topicId);
    expect((await relayed('Undo')).object).toMatchObject({ object: { type: 'Delete', object: topic.id } });
    expect((await relayed('Update')).object).toMatchObject({ object: { id: topic.id, type: 'Article' } });
  });

  it('says of posts that were split off where they stand now', async () => {
    const topic = await opened('Two things at once');
    const reply = await us.reply(ada, topic.topicId, 'About something else.');
    await us.wasTold(reply.id);
    await us.get(MovingService).move(mod, topic.topicId, { numbers: [2], title: 'Something else' });
    const update = (await relayed('Update')).object as Wire;
    expect(update.object).toMatchObject({ id: reply.id, type: 'Article', name: 'Something else' });
    const { context } = update.object as { context: string };
    expect(context).not.toBe((await served(topic.id)).json['context']);
    expect(await got('its place', ({ type }) => type === 'Add')).toMatchObject({
      actor: square,
      object: reply.id,
      target: context,
    });
  });
});
