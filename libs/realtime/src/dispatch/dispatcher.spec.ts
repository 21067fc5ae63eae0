import { Client } from 'pg';
import type { EntityManager } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '@app/identity';
import { freshDatabase } from '@app/platform/testing';
import { dispatchers } from '../testing/dispatchers.ts';
import { startWeb, type Web } from '../testing/live-world.ts';
import { Reader } from '../testing/reader.ts';
import { until } from '../testing/until.ts';

describe('web processes that share a database', () => {
  let databaseUrl: string;
  let web: Web;
  let ada: Viewer;

  beforeAll(async () => {
    databaseUrl = await freshDatabase();
    web = await startWeb(databaseUrl);
    await until('it dispatches', async () => (await dispatchers(web)).length === 1);
    ada = await web.newMember('ada');
    await web.newCategory('agora');
  });
  afterAll(() => web.server.stop());

  it('have one dispatcher, and each tells its own readers everything', async () => {
    const second = await startWeb(databaseUrl);
    const topic = await web.newTopic('agora', ada);
    const readers = [web.url, second.url].map((socketUrl) => new Reader({ socketUrl }));
    for (const reader of readers) await reader.open(() => web.readTopic(topic));
    const [dispatcher] = await dispatchers(web);
    await web.db.transaction(async (tx) => {
      // A batch that takes long: the other process has every chance to take the same changes.
      await tx.query(`set local idle_in_transaction_session_timeout = 0`);
      await tx.query(`lock table live_event in exclusive mode`);
      for (const raw of ['one', 'two', 'three']) await second.posts.write(ada, topic, { raw });
      await until('the batch is begun', () => isHeldUp(second, dispatcher!));
      await until('the other process has asked for the lock', () => hasAskedSince(second, tx));
    });

    for (const reader of readers) {
      await until('four posts are there', () => reader.posts.length === 4);
      reader.close();
    }
    expect(await dispatchers(web)).toEqual([dispatcher]);
    await expectEachOnce(web, topic, 4);
    await second.server.stop();
  });

  it('lose and double nothing when the dispatcher dies in the middle of a batch', async () => {
    const second = await startWeb(databaseUrl);
    const topic = await web.newTopic('agora', ada, 'Killed half-way');
    const reader = new Reader({ socketUrl: second.url });
    await reader.open(() => web.readTopic(topic));
    const deaths = 5;
    for (let death = 1; death <= deaths; death += 1) {
      const [dying] = await dispatchers(web);
      await web.db.transaction(async (tx) => {
        await tx.query(`set local idle_in_transaction_session_timeout = 0`);
        // It stops a batch after rooms have given numbers away and before their events are written.
        await tx.query(`lock table live_event in exclusive mode`);
        for (const part of [1, 2, 3]) {
          await second.posts.write(ada, topic, { raw: `Before death ${death}, part ${part}` });
        }
        await until('a batch is half-way', () => isHeldUp(second, dying!));
        await second.db.query(`select pg_terminate_backend($1)`, [dying]);
        await until('the dispatcher is dead', async () => !(await dispatchers(second)).includes(dying!));
      });
      await until('there is another', async () => (await dispatchers(web)).length === 1);
    }

    const written = 1 + deaths * 3;
    await until('the reader has them all', () => reader.posts.length === written);
    expect(reader.posts).toEqual((await web.readTopic(topic)).posts);
    await expectEachOnce(web, topic, written);
    expect(await web.db.query(`select id from change`)).toEqual([]);
    reader.close();
    await second.server.stop();
  });

  it('go on when every connection to the database is lost', async () => {
    const topic = await web.newTopic('agora', ada, 'The database started again');
    const reader = new Reader({ socketUrl: web.url });
    await reader.open(() => web.readTopic(topic));
    const before = await dispatchers(web);

    const outside = new Client({ connectionString: databaseUrl });
    await outside.connect();
    await outside.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    );
    await outside.end();
    await until('another connection dispatches', async () => {
      const now = await dispatchers(web).catch(() => before);
      return now.length === 1 && now[0] !== before[0];
    });
    for (const raw of ['one', 'two']) await web.posts.write(ada, topic, { raw });

    await until('the posts are there', () => reader.posts.length === 3);
    expect(reader.posts).toEqual((await web.readTopic(topic)).posts);
    reader.close();
  });

  it('go on when the one that dispatched stops', async () => {
    const ownDatabase = await freshDatabase();
    const first = await startWeb(ownDatabase);
    await until('the first dispatches', async () => (await dispatchers(first)).length === 1);
    const [stopping] = await dispatchers(first);
    const second = await startWeb(ownDatabase);
    const bo = await second.newMember('bo');
    await second.newCategory('agora');
    const topic = await second.newTopic('agora', bo);
    const reader = new Reader({ socketUrl: second.url });
    await reader.open(() => second.readTopic(topic));

    await first.server.stop();
    await second.posts.write(bo, topic, { raw: 'Still here' });
    await until('the post is there', () => reader.posts.length === 2);
    const now = await dispatchers(second);
    expect(now).toHaveLength(1);
    expect(now).not.toEqual([stopping]);
    reader.close();
    await second.server.stop();
  });
});

async function isHeldUp({ db }: Web, pid: number): Promise<boolean> {
  const rows = await db.query(`select from pg_stat_activity where pid = $1 and wait_event_type = 'Lock'`, [
    pid,
  ]);
  return rows.length === 1;
}

/** Whether another connection has asked for the dispatcher's lock since this transaction began. */
async function hasAskedSince({ db }: Web, tx: EntityManager): Promise<boolean> {
  const [{ begun }] = await tx.query<[{ begun: Date }]>(`select now() as begun`);
  const rows = await db.query(
    `select from pg_stat_activity
     where datname = current_database() and query like '%pg_try_advisory_lock%' and query not like '%pg_stat%'
       and query_start > $1`,
    [begun],
  );
  return rows.length > 0;
}

/** The log of a topic's room tells of each post once, with numbers that have no gaps. */
async function expectEachOnce({ db }: Web, topic: string, posts: number): Promise<void> {
  const log = await db.query<{ seq: number; postId: string }[]>(
    `select seq::int, data->>'id' as "postId" from live_event where room = $1 order by id`,
    [`t:${topic}`],
  );
  expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: posts }, (_, place) => place + 1));
  expect(new Set(log.map(({ postId }) => postId)).size).toBe(posts);
}
