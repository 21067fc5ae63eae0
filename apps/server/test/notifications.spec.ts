import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CategoriesService } from '@app/forum';
import { Jobs } from '@app/platform';
import { Browser } from './browser.ts';
import { type Person, toldHouse, type ToldHouse } from './told-house.ts';

let house: ToldHouse;
let ana: Person;
let bo: Person;
let cy: Person;

beforeAll(async () => {
  house = await toldHouse();
  ana = await house.member('ana');
  bo = await house.member('bo');
  cy = await house.member('cy', 'staff');
});
afterAll(() => house.server.stop());

const told = async (person: Person, topicId: string) => {
  await house.settled();
  return (await person.told()).filter(({ topic }) => topic.id === topicId);
};

describe('somebody is told', () => {
  it('who is named, who is answered and who is quoted, each once and for the strongest reason', async () => {
    const { topicId, slug } = await ana.open('The boiler', 'It is cold, @bo. @ana says so, @nobody hears.');
    await bo.reply(topicId, `> [@ana](/t/${topicId}/${slug}/1) wrote:\n> cold\n\nSo it is, @ana`, 1);
    await house.settled();
    await cy.reply(topicId, `> [@ana](/t/${topicId}/${slug}/1):\n> cold, @bo\n\nWear a jumper.`);

    expect(await told(bo, topicId)).toMatchObject([
      {
        kind: 'mention',
        tab: 'you',
        needing: true,
        read: false,
        count: 1,
        number: 1,
        actors: [{ handle: 'ana' }],
        excerpt: 'It is cold, @bo. @ana says so, @nobody hears.',
        topic: { title: 'The boiler', slug, category: { slug: 'square' } },
      },
    ]);
    const [quote, mention, ...more] = await told(ana, topicId);
    expect(more).toEqual([]);
    expect(quote).toMatchObject({ kind: 'quote', number: 3, actors: [{ handle: 'cy' }] });
    expect(mention).toMatchObject({ kind: 'mention', number: 2, actors: [{ handle: 'bo' }] });
    expect(await told(cy, topicId)).toEqual([]);
  });

  it('several answers in one topic as one notification, that begins where the unread ones do', async () => {
    const { topicId } = await ana.open('The stairs', 'Who sweeps?');
    await bo.reply(topicId, 'Not I.', 1);
    await cy.reply(topicId, 'Nor I.', 1);
    await house.settled();
    await bo.reply(topicId, 'Still not.', 1);
    const [replies, ...more] = await told(ana, topicId);
    expect(more).toEqual([]);
    expect(replies).toMatchObject({ kind: 'reply', count: 3, number: 2 });
    expect(replies?.actors.map(({ handle }) => handle)).toEqual(['bo', 'cy']);

    await ana.read(topicId, 2, 3);
    expect(await told(ana, topicId)).toMatchObject([{ kind: 'reply', count: 1, number: 4, read: false }]);
    await ana.read(topicId, 4);
    expect(await told(ana, topicId)).toMatchObject([{ count: 3, number: 2, read: true }]);
  });

  it('again by nothing: neither the same event twice nor an edit that says the same', async () => {
    const { topicId } = await ana.open('The roof', 'It leaks.');
    const reply = await cy.reply(topicId, 'Does it, @ana?', 1);
    await house.settled();
    await cy.send(
      'PATCH',
      `/api/v1/posts/${reply.postId}`,
      { raw: 'Does it, @ana? And @bo?' },
      { 'if-match': '"1"' },
    );
    const again = JSON.stringify({ name: 'post.created', postId: reply.postId });
    await house.db.query(`select graphile_worker.add_job('event:tell-post', $1::json)`, [again]);
    expect(await told(ana, topicId)).toMatchObject([{ kind: 'mention', count: 1 }]);
    expect(await told(bo, topicId)).toMatchObject([{ kind: 'mention', count: 1, number: 2 }]);

    await cy.send('DELETE', `/api/v1/posts/${reply.postId}`);
    expect(await told(ana, topicId)).toEqual([]);
    await cy.send('POST', `/api/v1/posts/${reply.postId}/restore`);
    expect(await told(ana, topicId)).toHaveLength(1);
  });

  it('as a member of a group that is named, if it is not too large for who names it', async () => {
    await house.db.query(`insert into account_group (slug, name) values ('board', 'The board')`);
    await house.db.query(
      `insert into group_membership (group_id, account_id)
       select g.id, a.id from account_group g, account a where g.slug = 'board' and a.handle in ('ana', 'bo')`,
    );
    await house.db.query(`insert into account_group (slug, name) values ('crowd', 'The crowd')`);
    await house.db.query(
      `with people as (insert into account (handle, display_name)
         select 'p' || n, 'P' from generate_series(1, 200) n returning id)
       insert into group_membership (group_id, account_id)
       select g.id, p.id from account_group g,
         (select id from people union all select $1::bigint) p where g.slug = 'crowd'`,
      [ana.accountId],
    );
    const { topicId } = await bo.open('The agenda', 'For the @board, not for the @crowd.');
    expect(await told(ana, topicId)).toMatchObject([{ kind: 'mention' }]);
    expect(await told(bo, topicId)).toEqual([]);
    const other = await bo.open('The feast', 'All of the @crowd!');
    expect(await told(ana, other.topicId)).toEqual([]);
    await house.db.query(`update account_group set visibility = 'private' where slug = 'board'`);
    const outside = await house.member('outsider');
    const knock = await outside.open('A knock', 'Is the @board there?');
    expect(await told(ana, knock.topicId)).toEqual([]);
    await bo.reply(knock.topicId, 'I am in the @board.');
    expect(await told(ana, knock.topicId)).toHaveLength(1);
    await cy.reply(other.topicId, 'I may call the @crowd.');
    expect(await told(ana, other.topicId)).toHaveLength(1);
  });
});

describe('the bell', () => {
  it('counts what needs its owner until it is marked as read, and takes that back', async () => {
    const dora = await house.member('dora');
    const { topicId } = await dora.open('The cellar', 'Whose are the skis?');
    await bo.reply(topicId, 'Mine.', 1);
    await house.settled();
    expect(await dora.badge()).toMatchObject({ needing: 1, rest: false });

    const { undo } = await dora.json<{ undo: string }>('POST', '/notifications/read', { tab: 'you' });
    expect(await dora.badge()).toMatchObject({ needing: 0 });
    expect(await dora.json('POST', '/notifications/read', {})).toEqual({ undo: null });
    await bo.reply(topicId, 'And the sledge.', 1);
    expect(await told(dora, topicId)).toMatchObject([
      { count: 1, number: 3, read: false },
      { count: 1, number: 2, read: true },
    ]);

    await bo.json('POST', '/notifications/unread', { undo });
    expect(await told(dora, topicId)).toHaveLength(2);
    await dora.json('POST', '/notifications/unread', { undo });
    await dora.json('POST', '/notifications/unread', { undo });
    expect(await told(dora, topicId)).toMatchObject([{ count: 2, number: 2, read: false }]);
    expect(await dora.badge()).toMatchObject({ needing: 1 });
  });

  it('counts the private topics in which there is something unread, until they are read', async () => {
    const ebba = await house.member('ebba');
    const message = { people: ['ebba'], title: 'Between us', raw: 'The key is under the mat.' };
    const { topicId } = await bo.json<{ topicId: string }>('POST', '/messages', message);
    await house.settled();
    expect(await ebba.badge()).toMatchObject({ messages: 1, needing: 1 });
    expect(await bo.badge()).toMatchObject({ messages: 0 });
    await ebba.read(topicId, 1);
    await house.settled();
    expect(await ebba.badge()).toMatchObject({ messages: 0, needing: 0 });
  });

  it('pages without losing or doubling anything, and refuses a cursor of another tab', async () => {
    const elin = await house.member('elin');
    const topics: string[] = [];
    for (const name of ['One', 'Two', 'Three', 'Four', 'Five']) {
      topics.push((await bo.open(`Thing ${name}`, `For @elin: ${name}`)).topicId);
      await house.settled();
    }
    const seen: string[] = [];
    let path: string | null = '/notifications?limit=2';
    let last = '';
    while (path !== null) {
      const page: { items: { topic: { id: string } }[]; next: string | null } = await elin.json('GET', path);
      seen.push(...page.items.map(({ topic }) => topic.id));
      last = page.next ?? last;
      path = page.next === null ? null : `/notifications?limit=2&cursor=${page.next}`;
    }
    expect(seen).toEqual(topics.toReversed());
    const wrong = await elin.send('GET', `/api/v1/notifications?tab=following&cursor=${last}`);
    expect([wrong.status, await wrong.json()]).toMatchObject([400, { code: 'invalid-cursor' }]);
  });

  it('asks a guest to sign in, and shows them no number', async () => {
    const guest = new Browser(house.server.url);
    expect((await guest.send('GET', '/api/v1/notifications')).status).toBe(401);
    expect((await guest.send('POST', '/api/v1/notifications/read', {})).status).toBe(401);
    expect(await (await guest.send('GET', '/api/v1/notifications/badge')).json()).toMatchObject({
      needing: 0,
    });
  });
});

describe('who may not see', () => {
  it('is told nothing of a category that is closed to them, nor any more of one that closes later', async () => {
    const frej = await house.member('frej');
    const { categoryId } = await house.server.app
      .get(CategoriesService)
      .create({ slug: 'cellar', name: 'The cellar' });
    await bo.open('Open to all', 'Look, @frej', 'cellar');
    await house.settled();
    expect(await frej.badge()).toMatchObject({ needing: 1 });

    const close = (permissions: object, visibility: string) =>
      house.db.query(`update category set visibility = $2, permissions = $3 where id = $1`, [
        categoryId,
        visibility,
        JSON.stringify({ guests: [], members: [], groups: {}, ...permissions }),
      ]);
    await close({}, 'groups');
    expect(await frej.badge()).toMatchObject({ needing: 0, rest: false });
    expect(await frej.told()).toEqual([]);
    expect(await frej.json('GET', '/waiting')).toEqual({ duties: [], news: [] });
    await cy.open('Behind a door', 'Not for you, @frej', 'cellar');
    await house.settled();

    await close({ members: ['see', 'read'] }, 'members');
    expect((await frej.told()).map(({ topic }) => topic.title)).toEqual(['Open to all']);
  });

  it('is no longer told of a topic that is gone, until it comes back', async () => {
    const gun = await house.member('gun');
    const { topicId } = await bo.open('Here today', 'Look, @gun');
    await house.settled();
    await house.db.query(`update topic set deleted_at = now() where id = $1`, [topicId]);
    expect(await gun.badge()).toMatchObject({ needing: 0 });
    expect(await told(gun, topicId)).toEqual([]);
    await house.db.query(`update topic set deleted_at = null where id = $1`, [topicId]);
    expect(await gun.badge()).toMatchObject({ needing: 1 });
  });

  it('takes part in a conversation or hears nothing of it, staff too', async () => {
    const hedda = await house.member('hedda');
    const ivar = await house.member('ivar');
    const { topicId } = await hedda.open('Between us', 'Not out here');
    await house.settled();
    await house.db.query(
      `update topic set participant_ids = $2,
         category_id = (select id from category where visibility = 'messages') where id = $1`,
      [topicId, [hedda.accountId, ivar.accountId]],
    );
    await hedda.reply(topicId, 'Only you and I. Not @cy.');
    expect(await told(ivar, topicId)).toMatchObject([{ kind: 'message', needing: true, number: 2 }]);
    expect(await ivar.badge()).toMatchObject({ needing: 1 });
    expect(await told(cy, topicId)).toEqual([]);
  });
});

describe('every night', () => {
  it('what was read in its topic counts as read for good, and the rest stays', async () => {
    const jon = await house.member('jon');
    const read = await bo.open('Read in its topic', 'For @jon');
    const unread = await bo.open('Not yet read', 'For @jon');
    await house.settled();
    await jon.read(read.topicId, 1);
    await house.server.app.get(Jobs).taskList['notifications:settle']!({}, undefined as never);
    const rows: { topicId: string; settled: boolean }[] = await house.db.query(
      `select topic_id as "topicId", read_at is not null as settled from notification where account_id = $1`,
      [jon.accountId],
    );
    expect(new Map(rows.map(({ topicId, settled }) => [topicId, settled]))).toEqual(
      new Map([
        [read.topicId, true],
        [unread.topicId, false],
      ]),
    );
  });
});
