import type { Onward, Timeline, TopicTree, TopicWindow } from '@app/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, type TestForum, testForum } from '../testing/test-forum.ts';
import { UnreadService } from './unread.service.ts';

let forum: TestForum;
let ada: Person;
let bo: Person;
beforeAll(async () => {
  forum = await testForum();
  ada = await forum.person('ada');
  bo = await forum.person('bo');
});
afterAll(() => forum.close());

const get = async <Body>(path: string, as?: Person) =>
  (await forum.send(`GET ${path}`, as ? { as } : {})).body as Body;
const read = (as: Person, topicId: string, ranges: [number, number][]) =>
  forum.send(`PUT /topics/${topicId}/reading`, { as, body: { ranges } });
/** A topic with one post on each of the last days, the newest today. */
async function daily(days: number): Promise<string> {
  const topicId = await forum.openTopic(ada);
  for (let n = 2; n <= days; n++) await forum.posts.write(ada, topicId, { raw: `Day ${n}` });
  await forum.db.query(
    `update post set created_at = date_trunc('day', now()) - make_interval(days => $2 - number) where topic_id = $1`,
    [topicId, days],
  );
  return topicId;
}

describe('along a topic', () => {
  it('a few dates stand for all, the first and the last among them', async () => {
    const topicId = await daily(150);
    const marks = await get<Timeline>(`/topics/${topicId}/timeline`);
    expect(marks.length).toBe(60);
    expect([marks[0]?.number, marks.at(-1)?.number]).toEqual([1, 150]);
    expect(marks.map(({ at }) => at)).toEqual(marks.map(({ at }) => at).toSorted());
    expect((await get<Timeline>(`/topics/${await forum.openTopic(ada)}/timeline`)).length).toBe(1);
  });

  it('a date leads to the first post of that day or after it', async () => {
    const topicId = await daily(10);
    const day = (ago: number) => {
      const date = new Date();
      date.setUTCHours(0, 0, 0, 0);
      date.setUTCDate(date.getUTCDate() - ago);
      return `/topics/${topicId}/number?date=${date.toISOString()}`;
    };
    expect(await get(day(3))).toEqual({ number: 7 });
    expect(await get(day(400))).toEqual({ number: 1 });
    expect(await get(day(-5))).toEqual({ number: 10 });
    expect(await get(`/topics/${topicId}/number?date=yesterday`)).toMatchObject({ status: 422 });
  });

  it('a line says where the last visit ended, during the whole of the next one', async () => {
    const topicId = await forum.openTopic(ada);
    const line = async () => (await get<TopicWindow>(`/topics/${topicId}`, bo)).topic.newSinceNumber;
    expect(await line()).toBeNull();
    await forum.db.query(`update post set created_at = now() - interval '3 hours' where topic_id = $1`, [
      topicId,
    ]);
    await read(bo, topicId, [[1, 1]]);
    expect(await line()).toBeNull();
    await forum.db.query(
      `update topic_reading set last_visit_at = now() - interval '2 hours' where topic_id = $1 and account_id = $2`,
      [topicId, bo.accountId],
    );
    await forum.posts.write(ada, topicId, { raw: 'Two' });
    await forum.posts.write(ada, topicId, { raw: 'Three' });
    expect(await line()).toBe(2);
    await read(bo, topicId, [[2, 2]]);
    await read(bo, topicId, [[3, 3]]);
    expect(await line()).toBe(2);
  });
});

describe('from the end of a topic', () => {
  it('the next unread topic comes first, then new ones, then others of the category, each once', async () => {
    const reader = await forum.person('cleo');
    const [here, tracked, other] = [
      await forum.openTopic(ada),
      await forum.openTopic(ada),
      await forum.openTopic(ada),
    ];
    for (const id of [here, tracked])
      await forum.send(`PUT /topics/${id}/level`, { as: reader, body: { level: 'track' } });
    await read(reader, other, [[1, 1]]);
    const onward = await get<Onward>(`/topics/${here}/onward`, reader);
    expect(onward.unread?.id).toBe(tracked);
    expect(onward.counts?.unread).toBe(2);
    const ids = onward.suggested.map(({ id }) => id);
    expect(ids.length).toBe(new Set(ids).size);
    expect(ids).not.toContain(here);
    expect(ids).not.toContain(tracked);
    expect(onward.suggested[0]?.isNew).toBe(true);
  });

  it('a guest is led to others of the category, and nobody to what they may not see', async () => {
    await forum.categories.create({ slug: 'inner', name: 'Inner', visibility: 'members' });
    const hidden = await forum.openTopic(ada, 'inner');
    const here = await forum.openTopic(ada);
    const onward = await get<Onward>(`/topics/${here}/onward`);
    expect(onward).toMatchObject({ counts: null, unread: null });
    expect(onward.suggested.length).toBeGreaterThan(0);
    const { postId } = await forum.posts.write(ada, hidden, { raw: 'More' });
    await forum.app.get(UnreadService).spread(postId);
    expect(onward.suggested.map(({ id }) => id)).not.toContain(hidden);
    for (const path of ['onward', 'timeline', 'number?date=2026-01-01T00:00:00Z'])
      expect(await forum.send(`GET /topics/${hidden}/${path}`)).toMatchObject({ status: 404 });
  });
});

describe('the reply tree', () => {
  /** 1 ← 2 ← 4 ← 5 ← 6 ← 7, and 3 answers the topic. */
  async function branched(): Promise<string> {
    const topicId = await forum.openTopic(ada);
    for (const replyTo of [1, undefined, 2, 4, 5, 6])
      await forum.posts.write(ada, topicId, {
        raw: `In reply to ${replyTo}`,
        ...(replyTo === undefined ? {} : { replyTo }),
      });
    return topicId;
  }
  const shape = ({ posts }: TopicTree) =>
    posts.map(({ number, depth, moreReplies }) => [number, depth, moreReplies]);

  it('shows each post before its replies, three deep, and says where a branch goes on', async () => {
    const topicId = await branched();
    const tree = await get<TopicTree>(`/topics/${topicId}/tree`);
    expect(shape(tree)).toEqual([
      [1, 0, 0],
      [2, 0, 0],
      [4, 1, 0],
      [5, 2, 0],
      [6, 3, 1],
      [3, 0, 0],
    ]);
    expect(tree.after).toBeNull();
    expect(shape(await get<TopicTree>(`/topics/${topicId}/tree?under=6`))).toEqual([
      [6, 0, 0],
      [7, 1, 0],
    ]);
  });

  it('has every number once over all its pages, also where the answered post went away', async () => {
    const topicId = await forum.openTopic(ada);
    for (let n = 2; n <= 60; n++)
      await forum.posts.write(ada, topicId, { raw: `Post ${n}`, ...(n % 3 === 0 ? { replyTo: n - 1 } : {}) });
    const elsewhere = await forum.openTopic(ada);
    await forum.db.query(
      `with gone as (
         insert into topic_move (from_topic_id, to_topic_id, kind, by_id) values ($1, $2, 'move', $3) returning id)
       insert into post_move (from_topic_id, from_number, to_topic_id, to_number, move_id)
       select $1, 11, $2, 2, id from gone`,
      [topicId, elsewhere, ada.accountId],
    );
    await forum.db.query(`update post set topic_id = $2, number = 2 where topic_id = $1 and number = 11`, [
      topicId,
      elsewhere,
    ]);
    const seen: number[] = [];
    let after: number | null = 0;
    while (after !== null) {
      const tree: TopicTree = await get(`/topics/${topicId}/tree?after=${after}`);
      seen.push(...tree.posts.map(({ number }) => number));
      after = tree.after;
    }
    expect(seen.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 60 }, (_, index) => index + 1).filter((number) => number !== 11),
    );
  });

  it('marks a branch as read in the one set that both views show', async () => {
    const topicId = await branched();
    await forum.send(`PUT /topics/${topicId}/branches/2/reading`, { as: bo });
    const { posts, topic } = await get<TopicWindow>(`/topics/${topicId}`, bo);
    expect(posts.filter(({ read: isRead }) => isRead).map(({ number }) => number)).toEqual([2, 4, 5, 6, 7]);
    expect(topic.firstUnreadNumber).toBe(1);
    const refused = [`branches/99999999999/reading`, `branches/0/reading`].map((path) =>
      forum.send(`PUT /topics/${topicId}/${path}`, { as: bo }),
    );
    for (const { status } of await Promise.all(refused)) expect(status).toBe(404);
    expect((await forum.send(`PUT /topics/${topicId}/branches/2/reading`)).status).toBe(401);
  });

  it('is not there for who may not see the topic', async () => {
    const hidden = await forum.openTopic(ada, 'inner');
    expect(await forum.send(`GET /topics/${hidden}/tree`)).toMatchObject({ status: 404 });
  });
});
