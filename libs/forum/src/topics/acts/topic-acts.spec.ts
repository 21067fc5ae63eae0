import { randomUUID } from 'node:crypto';
import type { PostMoved, RecentMove, TopicWindow, Whereabouts } from '@app/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, type TestForum, testForum } from '../../testing/test-forum.ts';

let forum: TestForum;
let ada: Person;
let bo: Person;
let sam: Person;

beforeAll(async () => {
  forum = await testForum();
  ada = await forum.person('ada');
  bo = await forum.person('bo');
  sam = await forum.person('sam', 'staff');
  await forum.categories.create({ slug: 'den', name: 'The den', visibility: 'members' });
});
afterAll(() => forum.close());

/** A topic of Ada's whose posts 2 and on answer the one before, by Bo and Ada in turn. */
async function quarrel(replies: number, category = 'square'): Promise<string> {
  const topicId = await forum.openTopic(ada, category);
  for (let number = 2; number <= replies + 1; number++) {
    const author = number % 2 === 0 ? bo : ada;
    await forum.posts.write(author, topicId, {
      raw: `Reply ${number} ${randomUUID()}`,
      ...(number > 2 ? { replyTo: number - 1 } : {}),
    });
  }
  return topicId;
}

const as = (by: Person, body?: unknown) => ({ as: by, ...(body === undefined ? {} : { body }) });

async function move(topicId: string, wish: object, by = sam) {
  return forum.send(`POST /topics/${topicId}/moves`, as(by, wish));
}

async function read(topicId: string, by: Person = ada): Promise<TopicWindow> {
  const answer = await forum.send(`GET /topics/${topicId}?limit=60`, as(by));
  expect(answer.status).toBe(200);
  return answer.body as TopicWindow;
}

const outline = ({ posts }: TopicWindow) =>
  posts.map(({ number, kind, replyTo, act }) => [number, act?.kind ?? kind, replyTo?.number ?? null]);

async function whereIs(topicId: string, number: number, by: Person = ada) {
  return forum.send(`GET /topics/${topicId}/whereabouts?number=${number}`, as(by));
}

describe('posts that are split off', () => {
  it('go to a new topic in their order, with the answers among them, and their old numbers lead there', async () => {
    const topicId = await quarrel(5);
    const answer = await move(topicId, { numbers: [5, 3, 4], title: 'The quarrel about the key' });
    expect(answer).toMatchObject({ status: 201, body: { slug: 'the-quarrel-about-the-key', number: 1 } });
    const { topicId: newId } = answer.body as PostMoved;

    expect(outline(await read(topicId))).toEqual([
      [1, 'post', null],
      [2, 'post', null],
      [6, 'post', null],
      [7, 'moved-out', null],
    ]);
    const split = await read(newId);
    expect(outline(split)).toEqual([
      [1, 'post', null],
      [2, 'post', 1],
      [3, 'post', 2],
      [4, 'moved-in', null],
    ]);
    expect(split.topic).toMatchObject({ postCount: 4, lastNumber: 4, author: { handle: 'ada' } });
    for (const [was, is] of [
      [3, 1],
      [4, 2],
      [5, 3],
    ] as const) {
      expect((await whereIs(topicId, was)).body).toMatchObject({ topicId: newId, number: is });
    }
    expect((await whereIs(topicId, 2)).status).toBe(404);
  });

  it('are read by those who had read them, and leave nothing unread behind', async () => {
    const topicId = await quarrel(4);
    await forum.send(`PUT /topics/${topicId}/reading`, as(bo, { ranges: [[1, 5]] }));
    const { topicId: newId } = (await move(topicId, { numbers: [3, 4], title: 'Another matter' }))
      .body as PostMoved;
    expect((await read(newId, bo)).posts.map(({ read: was }) => was)).toEqual([true, true, false]);
    // The row that says what was moved is new; the numbers that are gone are not.
    expect((await read(topicId, bo)).topic.firstUnreadNumber).toBe(6);
  });

  it('come back with their numbers when the split is undone, and the addresses between lead back', async () => {
    const topicId = await quarrel(3);
    const before = await read(topicId);
    const { topicId: newId, move: done } = (await move(topicId, { numbers: [3], title: 'A mistake' }))
      .body as PostMoved;
    expect((await forum.send(`GET /topics/${topicId}/moves`, as(sam))).body as RecentMove[]).toEqual([done]);

    const undo = () => forum.send(`POST /moves/${done.id}/undo`, as(sam));
    expect((await undo()).status).toBe(200);
    expect((await undo()).status).toBe(200);
    const after = await read(topicId);
    expect(after.posts.slice(0, 4).map(({ id, number, replyTo }) => [id, number, replyTo])).toEqual(
      before.posts.map(({ id, number, replyTo }) => [id, number, replyTo]),
    );
    expect((await forum.send(`GET /topics/${newId}`, as(ada))).body).toMatchObject({ code: 'topic-moved' });
    expect((await whereIs(newId, 1)).body as Whereabouts).toMatchObject({ topicId, number: 3 });
    expect((await forum.send(`GET /topics/${topicId}/moves`, as(sam))).body).toEqual([]);
  });

  it('stay when others have gone on writing there, or when a day has passed', async () => {
    const topicId = await quarrel(3);
    const first = (await move(topicId, { numbers: [3], title: 'Taken up' })).body as PostMoved;
    await forum.posts.write(bo, first.topicId, { raw: 'I go on here.' });
    expect((await forum.send(`POST /moves/${first.move.id}/undo`, as(sam))).body).toMatchObject({
      code: 'move-outdated',
    });
    const second = (await move(topicId, { numbers: [4], title: 'Yesterday' })).body as PostMoved;
    await forum.db.query(`update topic_move set at = at - interval '25 hours' where id = $1`, [
      second.move.id,
    ]);
    expect((await forum.send(`POST /moves/${second.move.id}/undo`, as(sam))).status).toBe(409);
  });

  it('are refused where they cannot go', async () => {
    const topicId = await quarrel(2);
    const title = 'Something else';
    for (const [wish, expected] of [
      [{ numbers: [1], title }, 422],
      [{ numbers: [9], title }, 422],
      [{ numbers: [2] }, 422],
      [{ title }, 422],
      [{ numbers: [2], toTopicId: topicId }, 422],
      [{ numbers: [2], toTopicId: '999999' }, 404],
      [{ numbers: [2], title: 'No' }, 422],
      [{ numbers: [2], title, category: 'nowhere' }, 404],
    ] as const) {
      const { status } = await move(topicId, wish);
      expect({ wish, status }).toEqual({ wish, status: expected });
    }
    expect((await move(topicId, { numbers: [2], title }, bo)).body).toMatchObject({ code: 'not-allowed' });
    expect(outline(await read(topicId))).toHaveLength(3);
  });
});

describe('a topic that is merged into another', () => {
  it('leads there with every number, and takes what is sent to it along', async () => {
    const [one, two] = [await quarrel(2), await quarrel(1)];
    const answer = await move(one, { toTopicId: two });
    expect(answer.body).toMatchObject({ topicId: two, number: 3 });
    expect(outline(await read(two)).slice(0, 5)).toEqual([
      [1, 'post', null],
      [2, 'post', null],
      [3, 'post', null],
      [4, 'post', null],
      [5, 'post', 4],
    ]);
    expect((await forum.send(`GET /topics/${one}`, as(ada))).body).toMatchObject({ code: 'topic-moved' });
    expect((await whereIs(one, 2)).body).toMatchObject({ topicId: two, number: 4 });
    const late = { raw: 'To the old address', replyTo: 2, clientId: crypto.randomUUID() };
    const landed = await forum.posts.write(ada, one, late);
    expect(landed).toMatchObject({ topicId: two, number: 7 });
    expect(await forum.posts.write(ada, one, late)).toEqual(landed);
    expect(outline(await read(two)).at(-1)).toEqual([7, 'post', 4]);

    const { move: done } = answer.body as PostMoved;
    await forum.posts.write(ada, two, { raw: 'After the merge' });
    expect((await forum.send(`POST /moves/${done.id}/undo`, as(sam))).status).toBe(200);
    expect(outline(await read(one)).slice(0, 3)).toEqual([
      [1, 'post', null],
      [2, 'post', null],
      [3, 'post', 2],
    ]);
    const rest = await read(two);
    expect(rest.topic.postCount).toBe(rest.posts.length);
    expect(outline(rest).map(([number]) => number)).toEqual([1, 2, 6, 7, 8, 9]);
  });

  it('leads nobody to where they may not read', async () => {
    const [open, hidden] = [await quarrel(1), await quarrel(1, 'den')];
    await move(open, { numbers: [2], toTopicId: hidden });
    expect((await whereIs(open, 2, ada)).status).toBe(200);
    expect((await forum.send(`GET /topics/${open}/whereabouts?number=2`)).status).toBe(404);
  });

  it('keeps two moves at once from waiting for each other or losing a post', async () => {
    const [one, two] = [await quarrel(4), await quarrel(4)];
    const answers = await Promise.all([
      move(one, { numbers: [2, 3], toTopicId: two }),
      move(two, { numbers: [4, 5], toTopicId: one }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    const written = [...(await read(one)).posts, ...(await read(two)).posts].filter(
      ({ kind }) => kind === 'post',
    );
    expect(written).toHaveLength(10);
  });
});

describe('a topic as a whole', () => {
  const change = (topicId: string, by: Person, body: object) =>
    forum.send(`PATCH /topics/${topicId}`, as(by, body));

  it('is renamed by its author while it is open, and by staff; everybody sees what it was called', async () => {
    const topicId = await quarrel(0);
    expect((await change(topicId, bo, { title: 'Not yours' })).status).toBe(403);
    expect((await change(topicId, ada, { title: 'The key to the shed' })).status).toBe(204);
    expect((await change(topicId, ada, { title: 'The key to the shed' })).status).toBe(204);
    const { topic, posts } = await read(topicId);
    expect(topic).toMatchObject({ title: 'The key to the shed', slug: 'the-key-to-the-shed' });
    expect(posts).toHaveLength(2);
    expect(posts[1]?.act).toMatchObject({ kind: 'renamed', title: expect.stringMatching(/^On /) as string });
    await change(topicId, sam, { state: 'closed' });
    expect((await change(topicId, ada, { title: 'Once more, please' })).body).toMatchObject({
      code: 'topic-closed',
    });
  });

  it('is closed, opened, archived and pinned by staff alone, each told once', async () => {
    const topicId = await quarrel(0);
    expect((await change(topicId, ada, { state: 'closed' })).status).toBe(403);
    const pinnedUntil = '2030-01-01T00:00:00.000Z';
    await change(topicId, sam, { state: 'closed' });
    await change(topicId, sam, { state: 'closed' });
    await change(topicId, sam, { state: 'open', pinnedUntil });
    await change(topicId, sam, { pinnedUntil: null, state: 'archived' });
    expect(outline(await read(topicId)).map(([, what]) => what)).toEqual([
      'post',
      'closed',
      'opened',
      'pinned',
      'archived',
      'unpinned',
    ]);
    await expect(forum.posts.write(ada, topicId, { raw: 'Still?' })).rejects.toMatchObject({
      code: 'topic-archived',
    });
  });

  it('moves to another category, whose readers alone see it from then on', async () => {
    const topicId = await quarrel(1);
    expect((await change(topicId, sam, { category: 'den' })).status).toBe(204);
    expect((await forum.send(`GET /topics/${topicId}`)).status).toBe(404);
    expect((await read(topicId)).topic.category.slug).toBe('den');
    const counts = await forum.db.query<{ right: boolean }[]>(
      `select topic_count = (select count(*) from topic where category_id = c.id and deleted_at is null) as right
       from category c`,
    );
    expect(counts.every(({ right }) => right)).toBe(true);
  });

  it('is deleted and brought back by staff', async () => {
    const topicId = await quarrel(1);
    expect((await forum.send(`DELETE /topics/${topicId}`, as(ada))).status).toBe(403);
    expect((await forum.send(`DELETE /topics/${topicId}`, as(sam))).status).toBe(204);
    expect((await forum.send(`GET /topics/${topicId}`, as(bo))).status).toBe(410);
    expect((await forum.send(`POST /topics/${topicId}/restore`, as(sam))).status).toBe(204);
    expect((await read(topicId)).posts).toHaveLength(4);
  });

  it('in slow mode lets each member write once in a while and says how long to wait', async () => {
    const topicId = await quarrel(0);
    await change(topicId, sam, { slowSeconds: 300 });
    const write = (by: Person) =>
      forum.send(`POST /topics/${topicId}/posts`, as(by, { raw: `Now ${randomUUID()}` }));
    expect((await write(bo)).status).toBe(201);
    const refused = await write(bo);
    expect(refused).toMatchObject({ status: 429, body: { code: 'slow-mode' } });
    const { retryAfter } = refused.body as { retryAfter: number };
    expect(retryAfter).toBeGreaterThan(290);
    expect(retryAfter).toBeLessThanOrEqual(300);
    for (const by of [sam, sam]) expect((await write(by)).status).toBe(201);
    await forum.db.query(
      `update post set created_at = created_at - interval '5 minutes' where topic_id = $1`,
      [topicId],
    );
    expect((await write(bo)).status).toBe(201);
  });
});
