import { ReactionsService } from '@app/forum';
import type { Viewer } from '@app/identity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FollowingView } from '../follows/following.view.ts';
import { PeopleService } from '../follows/people.service.ts';
import { RemoteThings } from '../follows/remote-things.ts';
import { InboxWorld } from '../testing/inbox-world.ts';
import type { PeerActor } from '../testing/peer.ts';
import { until } from '../testing/until.ts';
import { AccountMoves } from './account-moves.service.ts';
import { PresenceService } from './presence.service.ts';
import { PresenceView } from './presence.view.ts';

const ACCEPT = { accept: 'application/activity+json' };

describe('a member, as other servers see them', () => {
  let world: InboxWorld;
  let silent: Viewer;
  let actor: string;

  beforeAll(async () => {
    world = await InboxWorld.start();
    world.serveName('bo', world.people.bo.id);
    silent = await world.us.member('silent');
    ({ actor } = await world.us.get(PresenceView).actorOf(silent.accountId!));
    await world.send(world.activity('Follow', world.people.group));
  });
  afterAll(() => world.stop());

  const choose = (visible: boolean, tellsLikes = true, viewer = silent) =>
    world.us.get(PresenceService).choose(viewer, { visible, tellsLikes });
  const asked = async (): Promise<Record<string, unknown> | number> => {
    const answer = await fetch(actor, { headers: ACCEPT });
    return answer.ok ? ((await answer.json()) as Record<string, unknown>) : answer.status;
  };
  const got = (type: string, fits: (json: Record<string, unknown>) => boolean = () => true) =>
    until(`the ${type}`, async () =>
      world.them.delivered.map(({ json }) => json).find((json) => json.type === type && fits(json)),
    );

  /** Has an account elsewhere say more of itself than a test's usual one. */
  function says({ id, inbox, keyId, publicPem }: PeerActor, name: string, more: object): void {
    world.them.serve(new URL(id).pathname, {
      '@context': ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/v1'],
      id,
      type: 'Person',
      preferredUsername: name,
      inbox,
      outbox: `${id}/outbox`,
      publicKey: { id: keyId, owner: id, publicKeyPem: publicPem },
      ...more,
    });
  }

  it('is nobody there until they choose to be seen, and nobody again when they choose not to', async () => {
    const finger = `${world.us.origin}/.well-known/webfinger?resource=acct:silent@${new URL(world.us.origin).host}`;
    expect([await asked(), (await fetch(finger)).status]).toEqual([404, 404]);
    await choose(true);
    expect(await asked()).toMatchObject({ type: 'Person', preferredUsername: 'silent' });
    expect((await fetch(finger)).status).toBe(200);

    const follow = world.activity('Follow', actor);
    expect(await world.send(follow)).toMatchObject({ state: 'applied' });
    await choose(false);
    expect(await got('Reject')).toMatchObject({ actor, object: { id: follow.id, type: 'Follow' } });
    expect([await asked(), (await fetch(finger)).status]).toEqual([404, 404]);
    expect(await world.send(world.activity('Follow', actor))).toMatchObject({ state: 'ignored' });
  });

  it('cannot be unseen while posts of theirs are there', async () => {
    const writer = await world.us.member('writer');
    const topic = await world.us.topic(writer, 'square', 'Read elsewhere');
    await world.us.wasTold(topic.id);
    await expect(choose(false, true, writer)).rejects.toMatchObject({ code: 'seen-by-posts' });
    expect(await world.us.get(PresenceView).of(writer)).toMatchObject({ visible: true, hasWritten: true });
  });

  it('likes in silence when they want to: nobody there is told', async () => {
    const { us, people } = world;
    const topic = await us.topic(people.ada, 'square', 'Liked in silence');
    await us.wasTold(topic.id);
    const loud = await us.member('loud');
    await choose(false, false);
    await us.get(ReactionsService).add(silent, topic.postId, 'thanks');
    await us.get(ReactionsService).add(loud, topic.postId, 'thanks');
    const { actor: loudActor } = await us.get(PresenceView).actorOf(loud.accountId!);
    await got('Announce', ({ object }) => {
      const inner = object as Record<string, unknown>;
      return inner['type'] === 'Like' && inner['actor'] === loudActor;
    });
    const told = await us.db.query<unknown[]>(
      `select from ap_activity where body like '%' || $1 || '%' and kind like '%Like'`,
      [actor],
    );
    expect(told).toHaveLength(0);
  });

  it('moves away with their followers, only to an account that names them', async () => {
    const { us, people, them } = world;
    const moves = us.get(AccountMoves);
    await choose(true);
    await world.send(world.activity('Follow', actor));
    await expect(moves.moveAway(silent, `bo@${them.host}`)).rejects.toMatchObject({ code: 'alias-missing' });
    expect(await asked()).not.toHaveProperty('movedTo');

    says(people.bo, 'bo', { alsoKnownAs: [actor] });
    await moves.moveAway(silent, `bo@${them.host}`);
    expect(await got('Move')).toMatchObject({
      actor,
      object: actor,
      target: people.bo.id,
      to: [`${actor}/followers`],
    });
    expect(await asked()).toMatchObject({ movedTo: people.bo.id });
    await moves.stay(silent);
    expect(await asked()).not.toHaveProperty('movedTo');
  });

  it('names their account elsewhere, which may then move here', async () => {
    const { us, people, them } = world;
    await us.get(AccountMoves).addAlias(silent, `@bo@${them.host}`);
    await us.get(AccountMoves).addAlias(silent, `@bo@${them.host}`);
    expect(await asked()).toMatchObject({ alsoKnownAs: [people.bo.id] });
    await us.get(AccountMoves).removeAlias(silent, people.bo.id);
    expect(await asked()).toMatchObject({ alsoKnownAs: [] });
  });

  it('goes on following somebody who moved to another account', async () => {
    const { us, them, people } = world;
    const [old, now] = [await them.actor('old'), await them.actor('now')];
    world.serveName('old', old.id);
    world.serveName('now', now.id);
    await us.get(RemoteThings).find(people.ada, `old@${them.host}`);
    await us.get(PeopleService).follow(people.ada, `old@${them.host}`);
    says(old, 'old', { movedTo: now.id });
    const move = { actor: old.id, target: now.id };
    expect(await world.send(world.activity('Move', old.id, move), old)).toMatchObject({ state: 'ignored' });
    says(now, 'now', { alsoKnownAs: [old.id] });
    expect(await world.send(world.activity('Move', old.id, move), old)).toMatchObject({ state: 'applied' });
    await got('Follow', ({ object }) => object === now.id);
    await got('Undo', ({ object }) => (object as Record<string, unknown>)['object'] === old.id);
    const followed = await us.get(FollowingView).people(people.ada);
    expect(followed.map(({ account }) => account.handle)).toEqual(['now']);
  });
});
