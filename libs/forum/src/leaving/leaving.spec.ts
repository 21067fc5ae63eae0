import { Jobs } from '@app/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, type TestForum, testForum } from '../testing/test-forum.ts';

describe('leaving', () => {
  let forum: TestForum;
  let ada: Person;
  let topicId: string;

  beforeAll(async () => {
    forum = await testForum();
    ada = await forum.person('ada');
    topicId = await forum.openTopic(ada);
  });
  afterAll(() => forum.close());

  const erase = (as: Person, handle: string, text: 'keep' | 'erase') =>
    forum.send('POST /profile/erasure', { as, body: { handle, text } });
  /** The archives that are asked for and not made, which tests make when they want to. */
  const ordered = () =>
    forum.db.query<{ id: string }[]>(`select id from account_export where state = 'waiting'`);
  const run = (task: string, order: object) => forum.app.get(Jobs).taskList[task]?.(order, {} as never);
  const posts = async () =>
    forum.db.query<{ name: string; raw: string; deleted: boolean }[]>(
      `select a.display_name as name, p.raw, p.deleted_at is not null as deleted
       from post p join account a on a.id = p.author_id where p.topic_id = $1 and p.number > 1 order by p.number`,
      [topicId],
    );

  it('starts with taking along all that one wrote, and nothing that others did', async () => {
    await forum.posts.write(await forum.person('max'), topicId, { raw: 'From Max' });
    const archiveOf = async (as?: Person) =>
      fetch(`${await forum.app.getUrl()}/api/v1/profile/export/archive`, {
        headers: as ? { cookie: as.cookie } : {},
      });
    const see = () => forum.send('GET /profile/export', { as: ada });
    expect((await see()).body).toMatchObject({ state: 'none' });
    const asked = () => forum.send('POST /profile/export', { as: ada });
    const twice = await Promise.all([asked(), asked()]);
    expect(twice.map(({ status }) => status)).toEqual([202, 202]);
    expect((await see()).body).toMatchObject({ state: 'waiting', total: 0 });
    expect((await archiveOf(ada)).status).toBe(404);
    const [order, ...others] = await ordered();
    expect(others).toEqual([]);
    await run('identity:make-export', order!);
    expect((await see()).body).toMatchObject({ state: 'ready', done: 3, total: 3 });
    const answer = await archiveOf(ada);
    expect(answer.headers.get('content-type')).toBe('application/zip');
    const archive = Buffer.from(await answer.arrayBuffer());
    const names = ['account.json', 'posts.json', 'marks-and-drafts.json'];
    expect(archive.subarray(0, 2).toString()).toBe('PK');
    for (const name of names) expect(archive.includes(name)).toBe(true);
    expect((await archiveOf()).status).toBe(401);
    expect((await archiveOf(await forum.person('eve'))).status).toBe(404);
    await forum.db.query(`update account_export set expires_at = now()`);
    expect((await archiveOf(ada)).status).toBe(404);
    await run('identity:sweep-exports', {});
    expect(await forum.db.query(`select 1 from account_export`)).toEqual([]);
    expect((await see()).body).toMatchObject({ state: 'none' });
  });

  it('takes an archive away that nobody may have any more, also one that is made just then', async () => {
    const dora = await forum.person('dora');
    await forum.send('POST /profile/export', { as: dora });
    const [order] = await ordered();
    await run('identity:make-export', order!);
    expect((await erase(dora, 'dora', 'keep')).status).toBe(200);
    const [removal] = await forum.db.query<{ payload: { keys: string[] } }[]>(
      `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'media:remove'`,
    );
    expect(removal?.payload.keys).toEqual([`exports/${order!.id}.zip`]);
    await run('identity:make-export', order!);
    expect(await forum.db.query(`select 1 from account_export`)).toEqual([]);
  });

  it('asks for the name, and is not for staff, who hand over first', async () => {
    expect(await erase(ada, 'bo', 'keep')).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/handle' }] },
    });
    const sam = await forum.person('sam', 'staff');
    expect(await erase(sam, 'sam', 'keep')).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
  });

  it('can leave the words behind, under nobody’s name, and ends every session', async () => {
    const bo = await forum.person('bo');
    await forum.posts.write(bo, topicId, { raw: 'Words of Bo' });
    expect(await erase(bo, 'Bo', 'keep')).toMatchObject({ status: 200, body: { text: 'keep' } });
    expect(await posts()).toContainEqual({ name: 'Former member', raw: 'Words of Bo', deleted: false });
    expect((await forum.send('GET /profile', { as: bo })).status).toBe(401);
    expect((await forum.send('GET /accounts/bo')).status).toBe(404);
    const [{ left }] = await forum.db.query<[{ left: number }]>(
      `select count(*)::int as left from auth_user where email = 'bo@example.org'`,
    );
    expect(left).toBe(0);
    // Nobody can come back as Bo.
    const again = { email: 'x@example.org', password: 'correct horse battery', username: 'bo', name: 'Bo' };
    expect(await forum.send('POST /accounts', { body: again })).toMatchObject({
      body: { code: 'username-taken' },
    });
  });

  it('can take the words along, with what they said before, and leaves their numbers', async () => {
    const cy = await forum.person('cy');
    const { postId, number } = await forum.posts.write(cy, topicId, { raw: 'Words of Cy' });
    await forum.posts.edit(cy, postId, 1, { raw: 'Better words of Cy' });
    expect((await erase(cy, 'cy', 'erase')).status).toBe(200);
    await forum.app.get(Jobs).taskList['forum:forget-text']?.({ accountId: cy.accountId }, {} as never);
    const [post] = await forum.db.query<object[]>(
      `select raw, html, number, deleted_at is not null as deleted,
         (select count(*)::int from post_revision where post_id = $1) as revisions from post where id = $1`,
      [postId],
    );
    expect(post).toEqual({ raw: '', html: '', number, deleted: true, revisions: 0 });
    const told = await forum.db.query(
      `select from change where name = 'post.deleted' and data->>'postId' = $1`,
      [postId],
    );
    expect(told).toHaveLength(1);
    expect((await posts()).some(({ raw }) => raw === 'From Max')).toBe(true);
  });
});
