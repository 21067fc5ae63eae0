import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CategoriesService } from '@app/forum';
import { type OutgoingAnswer, OutgoingClient } from '@app/platform';
import { parseActivity } from '../mapping/activity.ts';
import { readJson } from '../mapping/wire.ts';
import { missingReference, referenceFiles, referenceJson, referenceText } from '../testing/reference.ts';
import { TestCommunity } from '../testing/test-community.ts';
import { HandleService } from './handle.service.ts';

const GROUP = 'https://nodebb.test/category/5';

/**
 * The recorded conversation, taken in by a whole server in the order in which NodeBB sent it. What lies
 * outside this machine is played back: a server that is asked for an object answers with the version that
 * the messages so far have shown.
 */
describe.skipIf(missingReference !== '')(`a recorded conversation with NodeBB${missingReference}`, () => {
  let us: TestCommunity;
  const world = new Map<string, unknown>();

  /** Keeps every object that a message holds, and forgets those that it deletes. */
  const learn = (json: unknown): void => {
    if (typeof json !== 'object' || json === null) return;
    const { id, type, object } = json as { id?: string; type?: string; object?: unknown };
    if (id && ['Article', 'Note', 'Person', 'Group'].includes(type ?? '')) world.set(id, json);
    if (type === 'Delete') for (const gone of parseActivity(json)!.objectIds) world.delete(gone);
    learn(object);
  };

  beforeAll(async () => {
    if (missingReference !== '') return;
    us = await TestCommunity.start();
    for (const name of ['category-actor', 'user-actor']) learn(referenceJson(`nodebb/${name}.json`));
    const tester = { type: 'Person', preferredUsername: 'tester', inbox: 'https://forum.test/inbox' };
    learn({ ...tester, id: 'https://forum.test/ap/actors/u-tester' });
    us.get(OutgoingClient).send = ({ url }): Promise<OutgoingAnswer> => {
      const json = world.get(url);
      return Promise.resolve({
        status: json ? 200 : 404,
        headers: { 'content-type': 'application/activity+json' },
        body: Buffer.from(JSON.stringify(json ?? {})),
      });
    };
    const { categoryId } = await us.get(CategoriesService).receiveRemote({
      uri: GROUP,
      url: null,
      slug: 'federated-category',
      domain: 'nodebb.test',
      name: 'Federated Category',
      description: '',
    });
    await us.db.query(
      `insert into ap_follow (category_id, actor, activity_id, state, requested_by_id)
       values ($1, $2, 'https://forum.test/ap/activities/follow/17ac339f-1d63-4aa7-8be9-53bba54da262', 'pending', $3)`,
      [categoryId, GROUP, (await us.member('reader')).accountId],
    );
  });
  afterAll(() => us?.server.stop());

  const take = async (path: string): Promise<void> => {
    const text = referenceText(path);
    const activity = parseActivity(readJson(text))!;
    learn(readJson(text));
    const { origin } = new URL(activity.actor!);
    await us.db.query(
      `insert into ap_inbox (origin, activity_id, actor, type, body) values ($1, $2, $3, $4, $5)
       on conflict do nothing`,
      [origin, activity.id, activity.actor, activity.type, text],
    );
    await us.get(HandleService).handle(origin);
  };

  it('becomes the threads that it was, and every message has an end', async () => {
    const sent = referenceFiles('nodebb/delivered').filter((path) => /\/\d{3}-/.test(path));
    expect(sent.length).toBeGreaterThan(30);
    const snapshots: Record<string, unknown> = {};
    for (const path of sent) {
      await take(path);
      if (path.includes('/019-')) snapshots['before the deletions'] = await threads(us);
    }
    const open = await us.db.query<unknown[]>(
      `select activity_id, reason from ap_inbox where state = 'received'`,
    );
    expect(open).toEqual([]);

    expect(snapshots['before the deletions']).toEqual({
      'Second topic, after a follower': ['admin: This one is delivered to the follower.', '(deleted) ↳1'],
      'A topic from the Fedify peer': [
        expect.stringContaining('tester: Hello NodeBB from Fedify'),
        'admin: NodeBB admin answers the remote topic. ↳1',
      ],
    });
    expect(await threads(us)).toEqual({
      'Second topic, after a follower': ['(deleted)', '(deleted) ↳1'],
      'A topic from the Fedify peer': [
        expect.stringContaining('tester: Hello NodeBB from Fedify'),
        'admin: NodeBB admin answers the remote topic. ↳1',
      ],
      'Topic by a followed author @tester@forum.test': [
        expect.stringContaining('admin: hi @tester@forum.test'),
        'tester: 2.3.8 reply ↳1',
      ],
      'Poll check with 2.3.8 peer': ['admin: still works?', 'admin: reply 3 while the peer is down ↳1'],
    });
    expect(await us.db.query(`select state from ap_follow`)).toEqual([{ state: 'accepted' }]);
  });
});

/** Every remote topic with its posts: who says what, in answer to which number. */
async function threads(us: TestCommunity): Promise<Record<string, string[]>> {
  const rows = await us.db.query<{ title: string; post: string }[]>(
    `select t.title, case when p.deleted_at is null then a.handle || ': ' || p.raw else '(deleted)' end
       || coalesce(' ↳' || p.reply_to_number, '') as post
     from post p join topic t on t.id = p.topic_id join account a on a.id = p.author_id
     where p.uri is not null order by t.id, p.number`,
  );
  const found: Record<string, string[]> = {};
  for (const { title, post } of rows) (found[title] ??= []).push(post);
  return found;
}
