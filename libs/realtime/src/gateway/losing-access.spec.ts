import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type JoinAnswer, LIVE_NAMESPACE } from '@app/contract';
import { AccountsService, type Viewer } from '@app/identity';
import { freshDatabase } from '@app/platform/testing';
import { io, type Socket } from 'socket.io-client';
import { Browser } from '../../../../apps/server/test/browser.ts';
import { startWeb, type Web } from '../testing/live-world.ts';
import { until } from '../testing/until.ts';

describe('a guest who reads a topic live', () => {
  let web: Web;
  let ada: Viewer;
  let staff: Browser;
  let guest: Socket;
  const evicted: string[] = [];

  beforeAll(async () => {
    web = await startWeb(await freshDatabase());
    ada = await web.newMember('ada');
    await web.newCategory('square');
    await web.newCategory('club', 'members');
    staff = new Browser(web.url);
    const newcomer = {
      email: 'sam@example.org',
      username: 'sam',
      name: 'Sam',
      password: 'correct horse battery',
    };
    const { id } = (await (await staff.send('POST', '/api/v1/accounts', newcomer)).json()) as { id: string };
    await web.server.app.get(AccountsService, { strict: false }).setRole(id, 'staff');
    guest = io(web.url + LIVE_NAMESPACE, { transports: ['websocket'], forceNew: true });
    guest.on('evict', ({ room }: { room: string }) => evicted.push(room));
  });
  afterAll(async () => {
    guest.disconnect();
    await web.server.stop();
  });

  const join = async (room: string) =>
    (await guest.timeout(20_000).emitWithAck('join', { room, after: await web.head(room) })) as JoinAnswer;

  it('is let go when the topic moves to a category of members', async () => {
    const topic = await web.newTopic('square', ada, 'Soon inside');
    expect(await join(`t:${topic}`)).toMatchObject({ ok: true });
    expect((await staff.send('PATCH', `/api/v1/topics/${topic}`, { category: 'club' })).status).toBe(204);
    await until('the guest is let go', () => evicted.includes(`t:${topic}`));
    expect(await join(`t:${topic}`)).toEqual({ ok: false, code: 'not-found' });
  });

  it('is let go when guests may no longer read the category', async () => {
    const topic = await web.newTopic('square', ada, 'Soon hidden');
    expect(await join(`t:${topic}`)).toMatchObject({ ok: true });
    const settings = {
      name: 'The square',
      description: '',
      colour: '#0067A5',
      position: 0,
      federated: false,
      access: { guests: [], members: ['create', 'reply'], groups: {} },
    };
    expect((await staff.send('PUT', '/api/v1/categories/square/settings', settings)).status).toBe(204);
    await until('the guest is let go', () => evicted.includes(`t:${topic}`));
    expect(await join(`t:${topic}`)).toEqual({ ok: false, code: 'not-found' });
  });
});
