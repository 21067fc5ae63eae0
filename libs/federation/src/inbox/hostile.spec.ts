import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { request as rawRequest } from 'node:http';
import { RemoteFailure } from '@app/platform';
import { RemoteDocuments } from '../net/remote-documents.ts';
import { HostileServer } from '../testing/hostile-server.ts';
import { InboxWorld } from '../testing/inbox-world.ts';
import { newKey, type PeerActor, post } from '../testing/peer.ts';
import { RecordedConnections } from '../testing/recorded-connections.ts';
import { TestCommunity } from '../testing/test-community.ts';

/** Longer than any of these took, by much: what is meant is that nobody waits for somebody else's clock. */
const A_SECOND = 1000;

describe('a hostile server', () => {
  let world: InboxWorld;
  let evil: HostileServer;

  beforeAll(async () => {
    world = await InboxWorld.start();
    evil = await HostileServer.start();
  });
  afterAll(async () => {
    await world.stop();
    await evil.stop();
  });

  /** Someone whose key is said to be found at this address of the hostile server. */
  const somebody = async (path: string): Promise<PeerActor> => {
    const id = evil.url(path);
    return { id, inbox: `${id}/inbox`, ...(await newKey(id, 'key')) };
  };
  const about = (actor: string, more: object = {}) =>
    world.activity(
      'Create',
      { id: `${actor}/note`, type: 'Note', attributedTo: actor },
      {
        id: `${actor}/activities/${Math.random()}`,
        actor,
        ...more,
      },
    );

  it.each(['/hang', '/drip', '/huge', '/deep', '/broken'])(
    'keeps no inbox busy by a key at %s, and nothing of it is taken in',
    async (path) => {
      const times: number[] = [];
      for (let n = 0; n < 5; n += 1) {
        const eve = await somebody(`${path}/${n}`);
        const began = performance.now();
        const answer = await post(world.us.inbox, about(eve.id), { as: eve, again: false });
        times.push(performance.now() - began);
        expect([401, 429]).toContain(answer.status);
      }
      expect(times.toSorted((a, b) => a - b)[2]).toBeLessThan(A_SECOND);
      const [{ count }] = await world.us.db.query<[{ count: number }]>(
        `select count(*)::int as count from ap_inbox where actor like $1`,
        [`${evil.url(path)}%`],
      );
      expect(count).toBe(0);
    },
  );

  it('sends a gigabyte of which we read no more than a mebibyte or two', async () => {
    const before = evil.sent;
    await expect(world.us.get(RemoteDocuments).activityStreams(evil.url('/huge'))).rejects.toMatchObject({
      kind: 'invalid',
    });
    expect(evil.sent - before).toBeLessThan(64 * 1024 * 1024);
  });

  it('gets an answer to JSON that is nested ten thousand deep, and to bytes that are none', async () => {
    const { bo } = world.people;
    for (const body of [
      '['.repeat(10_000),
      `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
      '\u0000',
      '{"id":1}',
      'null',
      '[]',
      '"x"',
    ]) {
      const answer = await post(
        world.us.inbox,
        { placeholder: true },
        {
          as: bo,
          tamper: (message) => {
            message.body = body;
          },
        },
      );
      expect(answer.status).toBe(400);
    }
  });

  it('gets its answer within a second while the database has much else to do', async () => {
    const { us, them } = world;
    const { bo, ada } = world.people;
    const topic = await us.topic(ada, 'square', 'A busy evening');
    await post(us.inbox, world.activity('Like', topic.id), { as: bo });
    let isBusy = true;
    const load = Array.from({ length: 4 }, async () => {
      while (isBusy) await us.db.query(`select sum(sqrt(n)) from generate_series(1, 200000) as n`);
    });
    const times: number[] = [];
    for (let n = 0; n < 15; n += 1) {
      const note = them.note(world.newPath(), bo, { inReplyTo: topic.id });
      const began = performance.now();
      const { status } = await post(us.inbox, world.activity('Create', note), { as: bo, again: false });
      times.push(performance.now() - began);
      expect(status).toBe(202);
    }
    isBusy = false;
    await Promise.all(load);
    expect(times.toSorted((a, b) => a - b)[7]).toBeLessThan(A_SECOND);
  });

  it('says ten thousand times that unknown actors are gone, and memory stays flat', async () => {
    const { eve } = world.people;
    const send = async (n: number): Promise<number> => {
      const gone = `https://gone.example/users/${n}`;
      const body = JSON.stringify(world.activity('Delete', gone, { id: `${gone}#delete`, actor: gone }));
      return new Promise((done, failed) => {
        const headers = { 'content-type': 'application/activity+json', 'x-eve': eve.id };
        const outgoing = rawRequest(world.us.inbox, { method: 'POST', headers, agent }, (answer) => {
          answer.resume();
          answer.on('end', () => done(answer.statusCode ?? 0));
        });
        outgoing.on('error', failed);
        outgoing.end(body);
      });
    };
    const { Agent } = await import('node:http');
    const agent = new Agent({ keepAlive: true, maxSockets: 16 });
    const statuses = new Map<number, number>();
    const batch = async (from: number, count: number): Promise<void> => {
      const all = await Promise.all(Array.from({ length: count }, (_, n) => send(from + n)));
      for (const status of all) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    };
    await batch(0, 2000);
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    for (let from = 2000; from < 10_000; from += 1000) await batch(from, 1000);
    globalThis.gc?.();
    const grown = process.memoryUsage().heapUsed - before;
    agent.destroy();
    expect([...statuses.keys()].filter((status) => status !== 202 && status !== 429)).toEqual([]);
    expect(statuses.get(202)).toBeGreaterThan(500);
    expect(grown).toBeLessThan(64 * 1024 * 1024);
    const [{ count }] = await world.us.db.query<[{ count: number }]>(
      `select count(*)::int as count from ap_inbox where actor like 'https://gone.example/%'`,
    );
    expect(count).toBe(0);
  });
});

describe('a server that leads inside', () => {
  let us: TestCommunity;
  let evil: HostileServer;
  let connections: RecordedConnections | undefined;

  beforeAll(async () => {
    us = await TestCommunity.start({ AP_ALLOW_PRIVATE: '0' });
    evil = await HostileServer.start();
  });
  afterEach(() => {
    connections?.restore();
    connections = undefined;
  });
  afterAll(async () => {
    await us.server.stop();
    await evil.stop();
  });

  const PUBLIC_ADDRESS = '93.184.215.14';
  const INSIDE = [
    '127.0.0.1',
    '::ffff:127.0.0.1',
    '::1',
    '169.254.169.254',
    'fd00:ec2::254',
    '64:ff9b::a9fe:a9fe',
    '10.0.0.1',
    '100.64.0.1',
    '0.0.0.0',
  ];
  const failure = (url: string) =>
    us
      .get(RemoteDocuments)
      .activityStreams(url)
      .catch((error: unknown) => error);

  it.each(INSIDE)('by a name that means %s: nothing is opened', async (address) => {
    connections = new RecordedConnections({ 'inside.example': [[address]] }, evil.port);
    expect(await failure('https://inside.example/note')).toBeInstanceOf(RemoteFailure);
    expect(connections.opened).toEqual([]);
  });

  it('by a name with one good address and one inside, or that changes its mind', async () => {
    connections = new RecordedConnections(
      {
        'both.example': [[PUBLIC_ADDRESS, '127.0.0.1']],
        'rebind.example': [[PUBLIC_ADDRESS], ['127.0.0.1']],
      },
      evil.port,
    );
    expect(await failure('https://both.example/note')).toBeInstanceOf(RemoteFailure);
    expect(connections.opened).toEqual([]);
    await failure('https://rebind.example/broken');
    await failure('https://rebind.example/broken');
    expect(connections.opened.filter((address) => address !== PUBLIC_ADDRESS)).toEqual([]);
  });

  it.each([
    'https://127.0.0.1/',
    'https://[::ffff:127.0.0.1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://2130706433/',
    'https://inside.example/',
    'https://good.example:8443/',
    'http://good.example/',
    'https://user@good.example/',
    'file:///etc/passwd',
  ])('by a redirect to %s: only the first address is opened', async (target) => {
    connections = new RecordedConnections(
      { 'good.example': [[PUBLIC_ADDRESS]], 'inside.example': [['127.0.0.1']] },
      evil.port,
    );
    const asked = evil.asked.length;
    expect(await failure(`https://good.example/to/${encodeURIComponent(target)}`)).toBeInstanceOf(
      RemoteFailure,
    );
    expect(connections.opened).toEqual([PUBLIC_ADDRESS]);
    expect(evil.asked.length - asked).toBe(1);
  });

  it('by the key of a message: the sender is refused and nothing is opened', async () => {
    connections = new RecordedConnections({ 'inside.example': [['169.254.169.254']] }, evil.port);
    for (const host of ['inside.example', '127.0.0.1', '[::ffff:7f00:1]']) {
      const id = `https://${host}/users/eve`;
      const eve = { id, inbox: `${id}/inbox`, ...(await newKey(id, 'key')) };
      const note = { id: `${id}/1`, type: 'Note', attributedTo: id, content: 'hello' };
      const activity = { id: `${id}#create`, type: 'Create', actor: id, object: note };
      expect([401, 429]).toContain((await post(us.inbox, activity, { as: eve, again: false })).status);
    }
    expect(connections.opened).toEqual([]);
  });
});
