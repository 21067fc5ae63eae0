import { Jobs } from '@app/platform';
import { freshDatabase } from '@app/platform/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWeb, type Web } from '../testing/live-world.ts';
import { until } from '../testing/until.ts';

let web: Web;

beforeAll(async () => {
  web = await startWeb(await freshDatabase());
});
afterAll(() => web.server.stop());

it('forgets every night what is older than a week, and never gives a number twice', async () => {
  const ada = await web.newMember('ada');
  await web.newCategory('agora');
  const topic = await web.newTopic('agora', ada);
  await web.posts.write(ada, topic, { raw: 'Last week' });
  await until('both are told', async () => (await web.head(`t:${topic}`)) === 2);
  await web.db.query(`update live_event set at = now() - interval '8 days'`);
  await web.posts.write(ada, topic, { raw: 'This week' });
  await until('it is told', async () => (await web.head(`t:${topic}`)) === 3);

  await web.server.app.get(Jobs).taskList['live:prune']!({}, undefined as never);

  const kept = await web.db.query(`select seq::int from live_event where room = $1`, [`t:${topic}`]);
  expect(kept).toEqual([{ seq: 3 }]);
  expect(await web.head(`t:${topic}`)).toBe(3);
  await web.posts.write(ada, topic, { raw: 'Still counting' });
  await until('it is told', async () => (await web.head(`t:${topic}`)) === 4);
});
