import { ReactionsService } from '@app/forum';
import { freshDatabase } from '@app/platform/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWeb, type Web } from '../testing/live-world.ts';
import { until } from '../testing/until.ts';

let web: Web;

beforeAll(async () => {
  web = await startWeb(await freshDatabase());
});
afterAll(() => web.server.stop());

it('tells a topic’s readers the counts of a post, and nobody’s name', async () => {
  const [ada, ben] = [await web.newMember('ada'), await web.newMember('ben')];
  await web.newCategory('agora');
  const topic = await web.newTopic('agora', ada);
  const [post] = (await web.readTopic(topic)).posts;
  const reactions = web.server.app.get(ReactionsService, { strict: false });
  await reactions.add(ben, post!.id, 'thanks');
  const told = () =>
    web.db.query(`select data from live_event where room = $1 and type = 'post.reactions'`, [`t:${topic}`]);
  await until('the room is told', async () => (await told()).length === 1);
  expect(await told()).toEqual([{ data: { postId: post!.id, counts: { thanks: 1 } } }]);
});
