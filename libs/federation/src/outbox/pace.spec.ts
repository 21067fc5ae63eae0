import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Viewer } from '@app/identity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InboxWorld } from '../testing/inbox-world.ts';
import type { Peer } from '../testing/peer.ts';
import type { TestCommunity } from '../testing/test-community.ts';
import { until } from '../testing/until.ts';

describe('the pace of what leaves', () => {
  let world: InboxWorld;
  let us: TestCommunity;
  let them: Peer;
  let ada: Viewer;
  /** Takes messages and answers none, until it is asked to. */
  let hanging: Server;
  const kept: ServerResponse[] = [];
  /** Answers at once; nobody has heard of it before. */
  let stranger: Server;
  let strangers = 0;

  beforeAll(async () => {
    world = await InboxWorld.start();
    ({ us, them } = world);
    ({ ada } = world.people);
    hanging = await listening(createServer((_, response) => kept.push(response)));
    stranger = await listening(
      createServer((request, response) => {
        request.resume().on('end', () => {
          strangers += 1;
          response.writeHead(202).end();
        });
      }),
    );
    await world.send(world.activity('Follow', world.people.group));
    for (const server of [hanging, stranger]) await follow(hostOf(server));
  });
  afterAll(async () => {
    await world.stop();
    for (const server of [hanging, stranger]) {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
  });

  const follow = async (host: string): Promise<void> => {
    const id = `http://${host}/users/f`;
    await us.db.query(
      `insert into ap_actor (id, type, inbox, document) values ($1, 'Person', $1 || '/inbox', '{}')`,
      [id],
    );
    await us.db.query(
      `insert into ap_follower (followed, follower, activity_id) values ($1, $2, $2 || '#f')`,
      [world.people.group, id],
    );
  };
  const got = (raw: string) =>
    until(`"${raw}" arrives`, async () => them.delivered.some(({ text }) => text.includes(raw)));

  it('is that of each server for itself: one that hangs keeps nobody else waiting', async () => {
    const topic = await us.topic(ada, 'square', 'Around the one that hangs');
    for (const raw of ['First word', 'Second word', 'Third word']) {
      await us.reply(ada, topic.topicId, raw);
      await got(raw);
    }
    // It has the first message and has not answered it yet, when the others have all of them.
    expect(kept).toHaveLength(1);
    expect(kept[0]!.writableEnded).toBe(false);
  });

  it('is ten messages a minute to a server that nobody knows yet, and nothing is lost by it', async () => {
    const topic = await us.topic(ada, 'square', 'Many words');
    for (let n = 0; n < 12; n += 1) await us.reply(ada, topic.topicId, `Word number ${n} of many`);
    await got('Word number 11 of many');
    const host = hostOf(stranger);
    await until('it is given a rest', async () => {
      const [row] = await us.db.query<[{ rests: boolean }?]>(
        `select next_at > now() as rests from ap_destination where host = $1`,
        [host],
      );
      return row?.rests;
    });
    expect(strangers).toBe(10);
    const [{ pending, tried }] = await us.db.query<[{ pending: number; tried: number }]>(
      `select count(*)::int as pending, sum(attempts)::int as tried from ap_delivery
       where inbox = $1 and state = 'pending'`,
      [`http://${host}/users/f/inbox`],
    );
    expect(pending).toBeGreaterThan(5);
    // Waiting for its turn is no failure.
    expect(tried).toBe(0);
  });
});

async function listening(server: Server): Promise<Server> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

function hostOf(server: Server): string {
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
