import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHash, webcrypto } from 'node:crypto';
import { request } from 'node:http';
import { HostRules } from '../hosts/host-rules.ts';
import { RemoteDocuments } from '../net/remote-documents.ts';
import { newKey, type Peer, type PeerActor, post } from '../testing/peer.ts';
import { InboxWorld } from '../testing/inbox-world.ts';
import type { TestCommunity } from '../testing/test-community.ts';

describe('who sent a message', () => {
  let world: InboxWorld;
  let us: TestCommunity;
  let them: Peer;
  let others: Peer;
  let bo: PeerActor;
  let eve: PeerActor;
  let group: string;

  beforeAll(async () => {
    world = await InboxWorld.start();
    ({ us, them, others } = world);
    ({ bo, eve, group } = world.people);
  });
  afterAll(() => world.stop());

  it('is proven by a signature of RFC 9421 too', async () => {
    const note = them.note(world.newPath(), bo, {
      type: 'Article',
      name: 'By the newer suite',
      audience: group,
    });
    const message = world.activity('Create', note);
    expect((await post(us.inbox, message, { as: bo, spec: 'rfc9421' })).status).toBe(202);
    expect(await us.handled(message.id)).toMatchObject({ state: 'applied' });
  });

  it('is asked once: a message that comes again is not kept again', async () => {
    const note = them.note(world.newPath(), bo, { type: 'Article', name: 'Sent twice', audience: group });
    const message = world.activity('Create', note);
    await world.send(message);
    await world.send(message);
    const rows = await us.db.query<unknown[]>(`select from ap_inbox where activity_id = $1`, [message.id]);
    expect(rows).toHaveLength(1);
  });
  describe('refuses', () => {
    const statusOf = async (message: object, posting: Parameters<typeof post>[2]) =>
      (await post(us.inbox, message, posting)).status;

    it('a body that was changed after it was signed', async () => {
      const message = world.activity('Create', them.note(world.newPath(), bo));
      expect(
        await statusOf(message, {
          as: bo,
          tamper: (signed) => {
            signed.body = signed.body.replace('Hello', 'Goodbye');
          },
        }),
      ).toBe(401);
    });

    it('a changed body with a digest that fits it', async () => {
      const message = world.activity('Create', them.note(world.newPath(), bo));
      expect(
        await statusOf(message, {
          as: bo,
          tamper: (signed) => {
            signed.body = signed.body.replace('Hello', 'Goodbye');
            signed.headers['digest'] = `SHA-256=${createHash('sha256').update(signed.body).digest('base64')}`;
          },
        }),
      ).toBe(401);
    });

    it('a key that only claims to be the sender’s', async () => {
      // The key stands on eve's server and says that bo owns it; bo's own document knows nothing of it.
      const forged = await newKey(others.url('/keys/1'), 'main');
      const keyId = others.url('/keys/1');
      others.serve('/keys/1', {
        '@context': 'https://w3id.org/security/v1',
        id: keyId,
        type: 'Key',
        owner: bo.id,
        publicKeyPem: forged.publicPem,
      });
      expect(
        await statusOf(world.activity('Create', them.note(world.newPath(), bo)), {
          as: { ...forged, keyId },
        }),
      ).toBe(401);
    });

    it('an actor who is not the one that signed', async () => {
      expect(await statusOf(world.activity('Create', them.note(world.newPath(), bo)), { as: eve })).toBe(401);
    });

    it('a message that was signed for another server', async () => {
      const message = world.activity('Create', them.note(world.newPath(), bo));
      await post(others.url('/ap/inbox'), message, { as: bo });
      const { headers, text } = others.delivered.at(-1)!;
      // As it came there, down to the name of the host.
      const status = await new Promise((done, fail) => {
        const resent = request(us.inbox, { method: 'POST', headers }, (answer) => {
          answer.resume();
          done(answer.statusCode);
        });
        resent.on('error', fail).end(text);
      });
      expect(status).toBe(401);
    });

    it('a signature of RFC 9421 that says nothing about the body', async () => {
      const message = world.activity('Create', them.note(world.newPath(), bo));
      const parameters = `("@method" "@target-uri");created=${Math.floor(Date.now() / 1000)};keyid="${bo.keyId}"`;
      const base = `"@method": POST\n"@target-uri": ${us.inbox}\n"@signature-params": ${parameters}`;
      const signature = await webcrypto.subtle.sign('RSASSA-PKCS1-v1_5', bo.privateKey, Buffer.from(base));
      const answer = await fetch(us.inbox, {
        method: 'POST',
        headers: {
          'content-type': 'application/activity+json',
          'signature-input': `sig1=${parameters}`,
          signature: `sig1=:${Buffer.from(signature).toString('base64')}:`,
        },
        body: JSON.stringify(message),
      });
      expect(answer.status).toBe(401);
    });

    it('no signature at all', async () => {
      const answer = await fetch(us.inbox, {
        method: 'POST',
        headers: { 'content-type': 'application/activity+json' },
        body: JSON.stringify(world.activity('Create', them.note(world.newPath(), bo))),
      });
      expect(answer.status).toBe(401);
    });

    it('what is no message, with a clear answer', async () => {
      const sendRaw = (body: string, type = 'application/activity+json') =>
        fetch(us.inbox, { method: 'POST', headers: { 'content-type': type }, body });
      expect((await sendRaw('{')).status).toBe(400);
      expect((await sendRaw('[]')).status).toBe(400);
      expect((await sendRaw('{"type":"Create"}')).status).toBe(400);
      expect((await sendRaw('{}', 'text/plain')).status).toBe(415);
      expect((await sendRaw(`{"type":"${'x'.repeat(1024 * 1024)}"}`)).status).toBe(413);
    });
  });

  it('takes a new key of a sender who rotated it', async () => {
    const cy = await them.actor('cy');
    await world.send(
      world.activity('Create', them.note(world.newPath(), cy, { audience: group }), { actor: cy.id }),
      cy,
    );
    await us.db.query(`update ap_actor set fetched_at = now() - interval '2 minutes' where id = $1`, [cy.id]);
    const rotated = { ...cy, ...(await newKey(cy.id, 'key-2')) };
    them.describe(rotated, 'cy');
    const article = them.note(world.newPath(), cy, {
      type: 'Article',
      name: 'By a new key',
      audience: group,
    });
    expect(await world.send(world.activity('Create', article, { actor: cy.id }), rotated)).toMatchObject({
      state: 'applied',
    });
  });

  it('asks a sender to come again when the key cannot be had just now', async () => {
    const dee = await them.actor('dee');
    them.serve('/users/dee', {}, { status: 503 });
    const answer = await post(
      us.inbox,
      world.activity('Create', them.note(world.newPath(), dee), { actor: dee.id }),
      {
        as: dee,
        again: false,
      },
    );
    expect(answer.status).toBe(429);
  });

  it('puts aside, before it asks anybody, the end of actors and the relays of groups that nobody here knows', async () => {
    const unknown = others.url('/users/nobody');
    const before = others.asked.length;
    for (const message of [
      world.activity('Delete', unknown, { actor: unknown }),
      world.activity('Announce', them.url('/notes/1'), { actor: unknown }),
    ]) {
      const answer = await post(us.inbox, message, { as: eve });
      expect(answer.status).toBe(202);
    }
    expect(others.asked.slice(before).filter(({ path }) => path === '/users/nobody')).toEqual([]);
  });

  it('takes nothing from a server that staff denied, and asks it nothing', async () => {
    const { host } = new URL(eve.id);
    await us.db.query(`insert into ap_host_rule (pattern, rule) values ($1, 'deny')`, [host]);
    us.get(HostRules).forget();
    const asked = others.asked.length;
    const note = others.note(world.newPath(), eve, {
      type: 'Article',
      name: 'From a denied server',
      audience: group,
    });
    const message = world.activity('Create', note, { id: others.url('/activities/denied'), actor: eve.id });
    expect((await post(us.inbox, message, { as: eve })).status).toBe(403);
    await expect(us.get(RemoteDocuments).activityStreams(eve.id)).rejects.toMatchObject({ kind: 'refused' });
    expect(others.asked.length).toBe(asked);
    await us.db.query(`delete from ap_host_rule`);
    us.get(HostRules).forget();
  });
});
