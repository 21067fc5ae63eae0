import { ReactionsService, TopicActsService } from '@app/forum';
import { AccountsService } from '@app/identity';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AccountParts } from '../../../identity/src/leaving/account-parts.ts';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { postObject } from '../documents/post-object.rules.ts';
import { WirePostsView } from '../documents/wire-posts.view.ts';
import { InboxWorld } from '../testing/inbox-world.ts';
import { type Delivered, PUBLIC } from '../testing/peer.ts';
import { until } from '../testing/until.ts';

const ACCEPT = { accept: 'application/activity+json' };

type Wire = Delivered['json'];

describe('what members do, in words for other servers', () => {
  let world: InboxWorld;

  beforeAll(async () => {
    world = await InboxWorld.start();
    await world.send(world.activity('Follow', world.people.group));
    await until('the Accept', async () => world.them.delivered[0]);
  });
  afterAll(() => world.stop());
  beforeEach(() => {
    world.them.delivered.length = 0;
  });

  const got = (what: string, fits: (json: Wire) => boolean) =>
    until(what, () => Promise.resolve(world.them.delivered.map(({ json }) => json).find(fits)));
  const said = (what: string, type: string) =>
    got(what, (json) => json.type === type && json['actor'] !== world.people.group);
  const relayed = (type: string) =>
    got(
      `an announced ${type}`,
      ({ type: outer, object }) => outer === 'Announce' && (object as Wire).type === type,
    );

  it('calls people elsewhere by name, and shows pictures with the words that stand for them', async () => {
    const { us, people, them } = world;
    // Known here since it wrote here.
    const opening = { type: 'Article', to: [people.group, PUBLIC], name: 'A topic of bo’s' };
    await world.send(world.activity('Create', them.note(world.newPath(), people.bo, opening)));
    const topic = await us.topic(people.ada, 'square', 'Look here', `@bo@${them.host}, what of this?`);
    const announced = await got('the topic', ({ type, object }) => {
      const inner = (object as Wire).object as Wire | undefined;
      return type === 'Announce' && inner?.id === topic.id;
    });
    expect((announced.object as Wire).object).toMatchObject({
      tag: expect.arrayContaining([
        { type: 'Mention', href: people.bo.id, name: `@bo@${them.host}` },
      ]) as unknown,
      cc: expect.arrayContaining([people.bo.id]) as unknown,
    });

    const post = await us.get(WirePostsView).byId(topic.postId);
    const html = '<p><img src="/media/1/960" alt="A &quot;round&quot; table" width="960" height="640"></p>';
    const picture = {
      type: 'Image',
      url: `${us.origin}/media/1/960`,
      name: 'A "round" table',
      width: 960,
      height: 640,
    };
    expect(postObject({ ...post!, html }, new LocalAddresses(us.origin))).toMatchObject({
      image: picture,
      attachment: [picture],
    });
  });

  it('likes a post once, however many ways somebody reacts, and takes exactly that back', async () => {
    const { us, people } = world;
    const topic = await us.topic(people.ada, 'square', 'Likeable');
    await us.wasTold(topic.id);
    const fan = await us.member('fan');
    const reactions = us.get(ReactionsService);
    await reactions.add(fan, topic.postId, 'thanks');
    const like = (await relayed('Like')).object as Wire;
    expect(like).toMatchObject({ object: topic.id, audience: people.group });
    expect([like['to'], like['cc']]).toEqual([undefined, undefined]);
    await reactions.add(fan, topic.postId, 'insight');
    await reactions.remove(fan, topic.postId, 'thanks');
    await reactions.remove(fan, topic.postId, 'insight');
    expect((await relayed('Undo')).object).toMatchObject({ object: { id: like.id, type: 'Like' } });
    const likes = world.them.delivered.filter(({ json }) => (json.object as Wire).type === 'Like');
    expect(likes).toHaveLength(1);
    const stored = await fetch(like.id, { headers: ACCEPT });
    expect(await stored.json()).toEqual(like);
  });

  it('tells every server that heard of somebody that they left, and answers 410 from then on', async () => {
    const { us } = world;
    const [gone, row] = await leaver();
    const actor = `${us.origin}/ap/actors/u-${row.uuid}`;
    await us.topic(gone, 'square', 'My last words');
    await relayed('Create');
    await us.db.transaction(async (tx) => {
      for (const part of us.get(AccountParts).all) await part.forget(tx, gone.accountId!, false);
    });
    expect(await said('the Delete', 'Delete')).toMatchObject({ actor, object: actor });
    expect((await fetch(actor, { headers: ACCEPT })).status).toBe(410);
  });

  async function leaver() {
    const { us } = world;
    const { accountId } = await us.get(AccountsService).register(
      {
        email: 'leaver@example.org',
        password: 'correct horse battery',
        username: 'leaver',
        name: 'Leaver',
      },
      { role: 'member', language: 'en' },
    );
    const [row] = await us.db.query<[{ uuid: string }]>(`select uuid from account where id = $1`, [
      accountId,
    ]);
    return [{ accountId, role: 'member' as const, groupIds: [] }, row] as const;
  }

  it('finds a topic by its tags', async () => {
    const { us, people } = world;
    const topic = await us.topic(people.ada, 'square', 'Tagged');
    await us.db.query(
      `with made as (insert into tag (name) values ('night-walks') returning id)
       insert into topic_tag (topic_id, tag_id, category_id, bumped_at, listed)
       select t.id, made.id, t.category_id, t.bumped_at, true from topic t, made where t.id = $1`,
      [topic.topicId],
    );
    await us.wasTold(topic.id);
    const staff = await us.member('tagger', 'staff');
    await us.get(TopicActsService).change(staff, topic.topicId, { title: 'Tagged and renamed' });
    expect((await relayed('Update')).object).toMatchObject({
      object: { tag: [{ type: 'Hashtag', href: `${us.origin}/tags/night-walks`, name: '#night_walks' }] },
    });
  });
});
