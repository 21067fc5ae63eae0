import type { PostAddress, WritingLimits } from '@app/contract';
import { Jobs } from '@app/platform';
import { Logger, runOnce } from 'graphile-worker';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, type TestForum, testForum } from '../testing/test-forum.ts';
import { allowanceOf, earnedTrust } from './writing-limits.rules.ts';

describe('how much one may write', () => {
  let forum: TestForum;
  let ada: Person;
  let nia: Person;
  let topicId: string;

  beforeAll(async () => {
    forum = await testForum();
    ada = await forum.person('ada');
    nia = await forum.person('nia');
    await forum.db.query(`update account set trust = 'new' where handle = 'nia'`);
    topicId = await forum.openTopic(ada);
  });
  afterAll(() => forum.close());

  const reply = (as: Person, raw: string, key?: string) =>
    forum.send(`POST /topics/${topicId}/posts`, {
      as,
      body: { raw },
      ...(key ? { headers: { 'idempotency-key': key } } : {}),
    });
  const limits = async (as: Person) => (await forum.send('GET /limits', { as })).body as WritingLimits;

  it('is seen before it is hit, and only what was written counts', async () => {
    expect(await limits(nia)).toEqual({
      trust: 'new',
      posts: { most: 30, left: 30, spanSeconds: 3600, secondsLeft: null },
      topics: { most: 5, left: 5, spanSeconds: 86_400, secondsLeft: null },
      uploads: { most: 20, left: 20, spanSeconds: 3600, secondsLeft: null },
      slow: null,
    });
    const key = crypto.randomUUID();
    expect((await reply(nia, 'Hello', key)).status).toBe(201);
    expect((await reply(nia, 'Hello', key)).status).toBe(201);
    expect((await reply(nia, 'Hello')).status).toBe(409);
    expect((await reply(nia, ' ')).status).toBe(422);
    expect((await limits(nia)).posts).toMatchObject({ left: 29, secondsLeft: expect.any(Number) });
  });

  it('ends with a refusal that says how long to wait, for this writer alone', async () => {
    await forum.db.query(`update rate_limit set points = 29 where key like 'write:posts:%'`);
    // Two at once cannot share the last one.
    const both = await Promise.all([reply(nia, 'Last'), reply(nia, 'One more')]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 429]);
    const refused = both.find(({ status }) => status === 429)!;
    expect(refused.body).toMatchObject({ code: 'too-many-requests', retryAfter: expect.any(Number) });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(3600);
    expect((await reply(ada, 'Not me')).status).toBe(201);
    expect((await limits(nia)).posts?.left).toBe(0);
    expect(await forum.numbersOf(topicId)).toEqual([1, 2, 3, 4]);

    await forum.db.query(`update rate_limit set expire = 1`);
    expect((await reply(nia, 'An hour later')).status).toBe(201);
  });

  it('counts topics by themselves', async () => {
    for (let opened = 0; opened < 5; opened++) await forum.openTopic(nia);
    const body = { category: 'square', title: 'A sixth topic', raw: 'Today' };
    expect(await forum.send('POST /topics', { as: nia, body })).toMatchObject({
      status: 429,
      body: { code: 'too-many-requests' },
    });
  });

  it('grows with what a newcomer has read and written, without anybody', async () => {
    await forum.db.query(`update account set created_at = now() - interval '2 days' where handle = 'nia'`);
    const { body } = await forum.send(`POST /topics/${await forum.openTopic(ada)}/posts`, {
      as: nia,
      body: { raw: 'Early' },
    });
    const { url } = forum.db.options as { url?: string };
    const pgPool = new Pool({ connectionString: url });
    pgPool.on('error', () => undefined);
    const logger = new Logger(() => () => undefined);
    const work = () => runOnce({ pgPool, logger, taskList: forum.app.get(Jobs).taskList });
    await work();
    expect((await limits(nia)).trust).toBe('new');

    await forum.db.query(
      `insert into topic_reading (account_id, topic_id, read) values ($1, $2, '{[1,40)}')
       on conflict (account_id, topic_id) do update set read = excluded.read`,
      [nia.accountId, (body as PostAddress).topicId],
    );
    await reply(nia, 'And again');
    await work();
    expect(await limits(nia)).toMatchObject({ trust: 'known', posts: { most: 120 } });
    await pgPool.end();
  });

  it('has three levels, which only rise', () => {
    const new_ = { trust: 'new', days: 1, posts: 3, read: 30 } as const;
    expect(earnedTrust(new_)).toBe('known');
    expect(earnedTrust({ ...new_, days: 0 })).toBeNull();
    expect(earnedTrust({ ...new_, posts: 2 })).toBeNull();
    expect(earnedTrust({ ...new_, read: 29 })).toBeNull();
    expect(earnedTrust({ ...new_, trust: 'known' })).toBeNull();
    expect(earnedTrust({ trust: 'known', days: 60, posts: 100, read: 1000 })).toBe('trusted');
    expect(earnedTrust({ trust: 'trusted', days: 0, posts: 0, read: 0 })).toBeNull();
    expect(allowanceOf({ role: 'staff', trust: 'new' }, 'posts')).toBeNull();
  });
});
