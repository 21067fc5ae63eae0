import type { OverviewVersion, TopicWindow } from '@app/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Person, type TestForum, testForum } from '../testing/test-forum.ts';

let forum: TestForum;
let ada: Person;
let bo: Person;
beforeAll(async () => {
  forum = await testForum();
  ada = await forum.person('ada');
  bo = await forum.person('bo');
});
afterAll(() => forum.close());

const edit = (topicId: string, as: Person | undefined, raw: string, version: number) =>
  forum.send(`PUT /topics/${topicId}/overview`, { ...(as ? { as } : {}), body: { raw, version } });
const shown = async (topicId: string) =>
  ((await forum.send(`GET /topics/${topicId}`)).body as TopicWindow).topic.overview;

it('is kept by whoever may reply, with every version and its editor', async () => {
  const topicId = await forum.openTopic(ada);
  expect(await shown(topicId)).toBeNull();
  expect((await edit(topicId, ada, 'We **agree** on the roof.', 0)).status).toBe(204);
  expect((await edit(topicId, bo, 'We agree on the roof, not on the price.', 1)).status).toBe(204);
  expect(await shown(topicId)).toMatchObject({
    version: 2,
    html: '<p>We agree on the roof, not on the price.</p>\n',
    editor: { handle: 'bo' },
  });
  const versions = (await forum.send(`GET /topics/${topicId}/overview`)).body as OverviewVersion[];
  expect(versions.map(({ version, editor }) => [version, editor.handle])).toEqual([
    [2, 'bo'],
    [1, 'ada'],
  ]);
});

it('is never written over by somebody who did not see the newest version', async () => {
  const topicId = await forum.openTopic(ada);
  const answers = await Promise.all([edit(topicId, ada, 'Mine', 0), edit(topicId, bo, 'No, mine', 0)]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 412]);
});

it('is taken away by an empty text and refused to guests, in closed topics and where nobody may look', async () => {
  const topicId = await forum.openTopic(ada);
  await edit(topicId, ada, 'Something', 0);
  await edit(topicId, ada, '', 1);
  expect(await shown(topicId)).toBeNull();
  expect((await edit(topicId, undefined, 'Mine', 2)).status).toBe(401);
  expect((await edit(topicId, bo, 'x'.repeat(4001), 2)).status).toBe(422);
  await forum.db.query(`update topic set state = 'closed' where id = $1`, [topicId]);
  expect((await edit(topicId, bo, 'Mine', 2)).status).toBe(409);
  await forum.categories.create({ slug: 'inner', name: 'Inner', visibility: 'members' });
  const hidden = await forum.openTopic(ada, 'inner');
  expect((await forum.send(`GET /topics/${hidden}/overview`)).status).toBe(404);
});
