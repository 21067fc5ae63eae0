import type { Category, CategorySettings, TopicList } from '@app/contract';
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
  await forum.db.query(`insert into account_group (slug, name) values ('board', 'The board')`);
  await forum.db.query(
    `insert into group_membership (group_id, account_id) select id, $1 from account_group where slug = 'board'`,
    [ada.accountId],
  );
});
afterAll(() => forum.close());

const words = { name: 'Board room', description: '', colour: '#0067A5', position: 3, federated: false };
const forBoard = { guests: [], members: [], groups: { board: ['create', 'reply'] } };

describe('a category that staff make for one group', () => {
  it('is found by the group and by staff, and by nobody else on any surface', async () => {
    const wish = { ...words, slug: 'board-room', access: forBoard };
    expect((await forum.send('POST /categories', { as: ada, body: wish })).status).toBe(403);
    expect((await forum.send('POST /categories', { as: sam, body: wish })).status).toBe(204);
    expect((await forum.send('POST /categories', { as: sam, body: wish })).body).toMatchObject({
      code: 'slug-taken',
    });
    const opened = await forum.send('POST /topics', {
      as: ada,
      body: { category: 'board-room', title: 'Between us', raw: 'Quietly' },
    });
    expect(opened.status).toBe(201);
    const { topicId, postId } = opened.body as { topicId: string; postId: string };

    for (const as of [ada, sam]) {
      expect((await forum.send(`GET /topics/${topicId}`, { as })).status).toBe(200);
    }
    for (const sending of [{ as: bo }, {}]) {
      for (const path of [
        `topics/${topicId}`,
        `topics/${topicId}/whereabouts`,
        `posts/${postId}/source`,
        `posts/${postId}/whereabouts`,
        `posts/${postId}/revisions`,
        'categories/board-room',
        'topics?category=board-room',
      ]) {
        expect({ path, status: (await forum.send(`GET /${path}`, sending)).status }).toEqual({
          path,
          status: 404,
        });
      }
      const { items } = (await forum.send('GET /topics', sending)).body as TopicList;
      expect(items.map(({ title }) => title)).not.toContain('Between us');
      const categories = (await forum.send('GET /categories', sending)).body as Category[];
      expect(categories.map(({ slug }) => slug)).toEqual(['square']);
    }
  });

  it('shows staff beforehand what each may do there, also through one member’s eyes', async () => {
    const { body } = await forum.send('GET /categories/board-room/settings?account=ada', { as: sam });
    const { effective, access } = body as CategorySettings;
    expect(access.groups).toEqual({ board: ['see', 'read', 'reply', 'create'] });
    expect(effective).toEqual([
      { kind: 'guests', name: '', rights: [] },
      { kind: 'members', name: '', rights: [] },
      { kind: 'group', name: 'The board', rights: ['see', 'read', 'reply', 'create'] },
      { kind: 'staff', name: '', rights: ['see', 'read', 'reply', 'create', 'elect', 'moderate'] },
      { kind: 'account', name: 'ada', rights: ['see', 'read', 'reply', 'create'] },
    ]);
    expect((await forum.send('GET /categories/board-room/settings', { as: ada })).status).toBe(403);
  });

  it('lets the group go when staff say so, and a member who left at the next request', async () => {
    const topicId = await forum.openTopic({ ...ada, groupIds: [await boardId()] }, 'board-room');
    await forum.db.query(`delete from group_membership where account_id = $1`, [ada.accountId]);
    expect((await forum.send(`GET /topics/${topicId}`, { as: ada })).status).toBe(404);
    const access = { guests: ['read'], members: ['reply'], groups: {} };
    const edit = { ...words, name: 'Open board room', access };
    expect((await forum.send('PUT /categories/board-room/settings', { as: sam, body: edit })).status).toBe(
      204,
    );
    expect((await forum.send(`GET /topics/${topicId}`)).status).toBe(200);
    expect((await forum.send('GET /categories/board-room', { as: bo })).body).toMatchObject({
      name: 'Open board room',
      visibility: 'public',
      may: { read: true, createTopic: false, moderate: false },
    });
  });

  it('is not followed from other servers unless guests may read it, and names no unknown group', async () => {
    const edit = (body: object) => forum.send('PUT /categories/square/settings', { as: sam, body });
    const federated = { ...words, federated: true };
    expect((await edit({ ...federated, access: forBoard })).body).toMatchObject({
      code: 'category-federated',
    });
    const unknown = { guests: [], members: [], groups: { nobody: ['read'] } };
    expect((await edit({ ...words, access: unknown })).status).toBe(422);
    expect((await forum.send('GET /categories/square')).body).toMatchObject({ visibility: 'public' });
  });

  it('never is the hidden one of private messages', async () => {
    expect((await forum.send('GET /categories/~messages', { as: sam })).status).toBe(404);
    expect((await forum.send('GET /categories/~messages/settings', { as: sam })).status).toBe(404);
  });
});

async function boardId(): Promise<string> {
  const [group] = await forum.db.query<{ id: string }[]>(`select id from account_group where slug = 'board'`);
  return group!.id;
}
