import { Poll, type PostAddress, type TopicWindow } from '@app/contract';
import { Jobs } from '@app/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, type TestForum, testForum } from '../testing/test-forum.ts';

const poll = (terms: string): string =>
  `Tell me.\n\n\`\`\`poll ${terms}\nWhich day?\n- Monday\n- Tuesday\n- Never\n\`\`\``;

describe('a poll in a post', () => {
  let forum: TestForum;
  let ada: Person;
  let bo: Person;
  let cy: Person;

  beforeAll(async () => {
    forum = await testForum();
    [ada, bo, cy] = [await forum.person('ada'), await forum.person('bo'), await forum.person('cy')];
  });
  afterAll(() => forum.close());

  const write = async (raw: string): Promise<PostAddress> => {
    const topicId = await forum.openTopic(ada);
    return forum.posts.write(ada, topicId, { raw });
  };
  const see = async (postId: string, as?: Person): Promise<Poll> => {
    const answer = await forum.send(`GET /posts/${postId}/poll`, as ? { as } : {});
    return Poll.parse(answer.body);
  };
  const vote = (postId: string, as: Person, choices: number[]) =>
    forum.send(`PUT /posts/${postId}/poll/vote`, { as, body: { choices } });
  const inTime = () => new Date(Date.now() + 60_000).toISOString();
  const close = (postId: string) =>
    forum.db.query(`update poll set closes_at = now() - interval '1 second' where post_id = $1`, [postId]);
  const waiting = async (postId: string) => {
    const rows = await forum.db.query<unknown[]>(`select 1 from sealed_vote where box = $1`, [
      `poll:${postId}`,
    ]);
    return rows.length;
  };
  const counts = ({ result }: Poll) => result?.votes.map(({ votes }) => votes);

  it('stands beside the text, once for every reader of its topic, and is voted on by name', async () => {
    const { topicId, postId } = await write(poll(''));
    const window = (await forum.send(`GET /topics/${topicId}`, {})).body as TopicWindow;
    expect(window.posts[1]?.html).toContain('<strong>Which day?</strong>');
    expect(window.posts[1]?.html).not.toContain('Monday');
    expect(window.posts[1]?.poll).toMatchObject({
      question: 'Which day?',
      voters: 0,
      result: null,
      viewer: null,
    });
    expect(window.posts[0]?.poll).toBeNull();

    expect((await vote(postId, bo, [2])).status).toBe(204);
    expect((await vote(postId, bo, [1])).status).toBe(204);
    expect(counts(await see(postId, bo))).toEqual([1, 0, 0]);
    expect(await see(postId, bo)).toMatchObject({ voters: 1, viewer: { choices: [1], mayVote: true } });
    expect((await see(postId, cy)).result).toBeNull();
    const voters = await forum.send(`GET /posts/${postId}/poll/voters`, { as: bo });
    expect(voters.body).toMatchObject([{ account: { handle: 'bo' }, choices: [1] }]);
    expect((await forum.send(`GET /posts/${postId}/poll/voters`, { as: cy })).body).toMatchObject({
      code: 'no-result-yet',
    });
  });

  it('hides its result from all until it closes, where it says so, and takes no vote after', async () => {
    const { postId } = await write(poll(`multiple hidden closes=${inTime()}`));
    await vote(postId, bo, [3, 1]);
    for (const viewer of [ada, bo, undefined]) expect((await see(postId, viewer)).result).toBeNull();
    await close(postId);
    expect(await see(postId)).toMatchObject({ closed: true });
    expect(counts(await see(postId))).toEqual([1, 0, 1]);
    expect((await vote(postId, cy, [1])).body).toMatchObject({ code: 'voting-closed' });
  });

  it('counts ranked votes as an election does', async () => {
    const { postId } = await write(poll('ranked'));
    await vote(postId, ada, [1, 2]);
    await vote(postId, bo, [3, 2, 1]);
    await vote(postId, cy, [2, 3]);
    expect(counts(await see(postId, ada))).toEqual([1, 1, 1]);
    expect((await see(postId, ada)).result?.winner).toEqual(expect.any(Number));
    expect((await vote(postId, ada, [1, 1])).body).toMatchObject({ code: 'invalid-ballot' });
  });

  it('keeps no way from an anonymous vote to its voter, in rows, orders or transactions', async () => {
    const { postId } = await write(poll('anonymous'));
    for (const [voter, choice] of [
      [cy, 2],
      [ada, 1],
      [bo, 2],
    ] as const)
      await vote(postId, voter, [choice]);
    expect((await vote(postId, bo, [1])).body).toMatchObject({ code: 'already-voted' });
    expect(await see(postId, bo)).toMatchObject({
      voters: 3,
      viewer: { hasVoted: true, choices: null, mayVote: false },
    });
    expect(counts(await see(postId, bo))).toEqual([1, 2, 0]);
    const voters = await forum.db.query<{ choices: unknown }[]>(
      `select choices from poll_voter where post_id = $1`,
      [postId],
    );
    expect(voters.map(({ choices }) => choices)).toEqual([null, null, null]);
    // Every ballot was last written by the same transaction, in the order of what it says.
    const ballots = await forum.db.query<{ choices: number[]; xmin: string }[]>(
      `select choices, xmin::text from poll_ballot where post_id = $1 order by ctid`,
      [postId],
    );
    expect(ballots.map(({ choices }) => choices)).toEqual([[1], [2]]);
    expect(new Set(ballots.map(({ xmin }) => xmin)).size).toBe(1);
    // And that transaction named nobody.
    const met = await forum.db.query<unknown[]>(
      `select 1 from poll_ballot b join poll_voter v using (post_id) where v.post_id = $1 and v.xmin = b.xmin`,
      [postId],
    );
    expect(met).toEqual([]);
    expect(await waiting(postId)).toBe(0);
    expect((await forum.send(`GET /posts/${postId}/poll/voters`, { as: bo })).body).toMatchObject({
      code: 'not-found',
    });
  });

  it('loses and doubles no anonymous vote that breaks off before its voter is marked, or before it is counted', async () => {
    const { postId } = await write(poll('anonymous'));
    const broken = async (table: string, doing: () => Promise<unknown>) => {
      await forum.db.query(`create function broken_${table}() returns trigger language plpgsql as
        $$ begin raise exception 'power cut'; end $$`);
      await forum.db.query(
        `create trigger broken before insert on ${table} execute function broken_${table}()`,
      );
      await doing();
      await forum.db.query(`drop function broken_${table} cascade`);
    };
    await broken('poll_voter', async () => expect((await vote(postId, bo, [1])).status).toBe(500));
    expect(await see(postId, bo)).toMatchObject({ voters: 0, viewer: { hasVoted: false, mayVote: true } });
    expect(await waiting(postId)).toBe(1);
    expect((await vote(postId, bo, [3])).status).toBe(204);
    expect(counts(await see(postId, bo))).toEqual([0, 0, 1]);

    await broken('poll_ballot', async () => expect((await vote(postId, cy, [2])).status).toBe(204));
    expect(await see(postId, cy)).toMatchObject({ voters: 2 });
    expect((await vote(postId, cy, [1])).body).toMatchObject({ code: 'already-voted' });
    const count = forum.app.get(Jobs).taskList['poll:count']!;
    for (let times = 0; times < 2; times += 1) await count({ postId }, undefined as never);
    expect(counts(await see(postId, cy))).toEqual([0, 1, 1]);
    expect(await waiting(postId)).toBe(0);
  });

  it('counts each of many who vote at once', async () => {
    const { postId } = await write(poll('anonymous'));
    const people = await Promise.all(Array.from({ length: 12 }, (_, n) => forum.person(`many${n}`)));
    await Promise.all(people.map((person, n) => vote(postId, person, [(n % 3) + 1])));
    expect(counts(await see(postId, people[0]))).toEqual([4, 4, 4]);
  });

  it('is changed with its text until somebody has voted, and refused where it cannot be read', async () => {
    const { postId } = await write(poll(''));
    await forum.posts.edit(ada, postId, 1, { raw: poll('multiple') });
    expect(await see(postId)).toMatchObject({ kind: 'multiple' });
    await vote(postId, bo, [1, 2]);
    await expect(forum.posts.edit(ada, postId, 2, { raw: poll('') })).rejects.toMatchObject({
      code: 'poll-has-votes',
    });
    await expect(forum.posts.edit(ada, postId, 2, { raw: 'No poll.' })).rejects.toMatchObject({
      code: 'poll-has-votes',
    });
    await forum.posts.edit(ada, postId, 2, { raw: `More.\n\n${poll('multiple')}` });
    await expect(write('```poll\nWhich?\n- One\n```')).rejects.toMatchObject({ code: 'invalid-poll' });
    await expect(write(poll('closes=2020-01-01T00:00Z'))).rejects.toMatchObject({ code: 'invalid-poll' });
  });

  it('does not exist for those who may not see its topic, nor when its post is deleted', async () => {
    await forum.categories.create({ slug: 'inner', name: 'Inner', visibility: 'members' });
    const topicId = await forum.openTopic(ada, 'inner');
    const { postId } = await forum.posts.write(ada, topicId, { raw: poll('') });
    for (const path of ['poll', 'poll/voters']) {
      expect((await forum.send(`GET /posts/${postId}/${path}`, {})).body).toMatchObject({
        code: 'not-found',
      });
    }
    expect((await forum.send(`PUT /posts/${postId}/poll/vote`, { body: { choices: [1] } })).status).toBe(401);
    await forum.posts.delete(ada, postId);
    expect((await forum.send(`GET /posts/${postId}/poll`, { as: bo })).status).toBe(404);
    expect((await vote(postId, bo, [1])).body).toMatchObject({ code: 'post-deleted' });
  });
});
