import { LIVE_NAMESPACE, type JoinAnswer, type LiveEvent } from '@app/contract';
import { AccountsService, type Viewer } from '@app/identity';
import { freshDatabase } from '@app/platform/testing';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../../../../apps/server/test/browser.ts';
import { startWeb, type Web } from '../testing/live-world.ts';
import { until } from '../testing/until.ts';

describe('a socket', () => {
  let web: Web;
  let ada: Viewer;
  let square: string;
  let club: string;
  let openTopic: string;
  let clubTopic: string;
  const sockets: Socket[] = [];

  beforeAll(async () => {
    web = await startWeb(await freshDatabase());
    ada = await web.newMember('ada');
    square = await web.newCategory('square');
    club = await web.newCategory('club', 'members');
    openTopic = await web.newTopic('square', ada);
    clubTopic = await web.newTopic('club', ada);
  });
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.disconnect();
  });
  afterAll(() => web.server.stop());

  const open = (extraHeaders: Record<string, string> = {}): Socket => {
    const socket = io(web.url + LIVE_NAMESPACE, { transports: ['websocket'], forceNew: true, extraHeaders });
    sockets.push(socket);
    return socket;
  };
  const join = (socket: Socket, room: unknown, after: unknown = 0): Promise<JoinAnswer> =>
    socket.timeout(20_000).emitWithAck('join', { room, after }) as Promise<JoinAnswer>;
  const heardBy = (socket: Socket): LiveEvent[] => {
    const heard: LiveEvent[] = [];
    socket.on('ev', (event: LiveEvent) => heard.push(event));
    return heard;
  };

  it('of a guest joins public rooms and no others, as over HTTP', async () => {
    const guest = open();
    const over = async (room: string) =>
      (await fetch(`${web.url}/api/v1/live/changes?room=${room}&after=0`)).status;
    for (const room of ['latest', `cat:${square}`, `t:${openTopic}`]) {
      expect(await join(guest, room)).toMatchObject({ ok: true });
      expect(await over(room)).toBe(200);
    }
    for (const room of [`cat:${club}`, `t:${clubTopic}`, `el:${clubTopic}`, 't:999999999999999999']) {
      expect(await join(guest, room)).toEqual({ ok: false, code: 'not-found' });
      expect(await over(room)).toBe(404);
    }
  });

  it('of a guest never hears of what only members may see', async () => {
    const guest = open();
    const heard = heardBy(guest);
    for (const room of ['latest', `cat:${club}`, `t:${clubTopic}`])
      await join(guest, room, await web.head(room));
    const heads = await Promise.all([`t:${clubTopic}`, `cat:${club}`].map((room) => web.head(room)));

    await web.posts.write(ada, clubTopic, { raw: 'Among ourselves' });
    await web.posts.write(ada, openTopic, { raw: 'To everyone' });
    await until('something is heard', () => heard.length > 0);
    expect(heard.map(({ room, data }) => ({ room, ...data }))).toEqual([
      expect.objectContaining({ room: 'latest', topicId: openTopic, categoryId: square, lastNumber: 2 }),
    ]);
    expect(await web.head(`t:${clubTopic}`)).toBe(heads[0]! + 1);
    expect(await web.head(`cat:${club}`)).toBe(heads[1]! + 1);
  });

  it('of a member joins their rooms, and is taken out of them when they sign out', async () => {
    const browser = new Browser(web.url);
    const newcomer = {
      email: 'bo@example.org',
      username: 'bo',
      name: 'Bo',
      password: 'correct horse battery',
    };
    expect((await browser.send('POST', '/api/v1/accounts', newcomer)).status).toBe(201);
    const socket = open({ cookie: browser.cookie });
    const evicted: string[] = [];
    socket.on('evict', ({ room }: { room: string }) => evicted.push(room));
    const heard = heardBy(socket);
    for (const room of [`t:${openTopic}`, `t:${clubTopic}`]) {
      expect(await join(socket, room, await web.head(room))).toMatchObject({ ok: true, events: [] });
    }

    expect((await browser.send('DELETE', '/api/v1/sessions/current')).status).toBe(204);
    await until('the socket is taken out', () => evicted.length > 0);
    expect(evicted).toEqual([`t:${clubTopic}`]);
    expect(await join(socket, `t:${clubTopic}`)).toEqual({ ok: false, code: 'not-found' });
    await web.posts.write(ada, clubTopic, { raw: 'Has Bo left?' });
    await web.posts.write(ada, openTopic, { raw: 'Bo has left' });
    await until('the open topic is heard', () => heard.length > 0);
    expect(heard.map(({ room }) => room)).toEqual([`t:${openTopic}`]);
  });

  it('is asked again who it is when its account changes, and keeps what it may still see', async () => {
    const browser = new Browser(web.url);
    const newcomer = {
      email: 'cy@example.org',
      username: 'cy',
      name: 'Cy',
      password: 'correct horse battery',
    };
    const { id } = (await (await browser.send('POST', '/api/v1/accounts', newcomer)).json()) as {
      id: string;
    };
    const socket = open({ cookie: browser.cookie });
    const heard = heardBy(socket);
    await join(socket, `t:${clubTopic}`, await web.head(`t:${clubTopic}`));

    await web.server.app.get(AccountsService, { strict: false }).setRole(id, 'staff');
    await until('everyone was told', async () => (await web.head('access')) > 0);
    await web.posts.write(ada, clubTopic, { raw: 'Welcome to the staff' });
    await until('it is heard', () => heard.length > 0);
    expect(heard.map(({ room }) => room)).toEqual([`t:${clubTopic}`]);
  });

  it('gets what it missed once, and a resync when that is too much or gone', async () => {
    const socket = open();
    const room = `t:${await web.newTopic('square', ada, 'Much missed')}`;
    const topic = room.slice(2);
    await web.db.transaction(async (tx) => {
      for (let number = 2; number <= 202; number += 1) {
        await web.posts.writeSystem(tx, topic, { authorId: ada.accountId!, raw: `Post ${number}` });
      }
    });
    await until('all are dispatched', async () => (await web.head(room)) === 202);

    const answer = await join(socket, room, 199);
    expect(answer).toMatchObject({ ok: true, head: 202, events: [{ seq: 200 }, { seq: 201 }, { seq: 202 }] });
    expect(await join(socket, room, 2)).toMatchObject({ ok: true, events: expect.any(Array) });
    expect(await join(socket, room, 1)).toEqual({ ok: true, head: 202, resync: true });
    expect(await join(socket, room, 203)).toEqual({ ok: true, head: 202, resync: true });

    await web.db.query(`delete from live_event where room = $1 and seq <= 200`, [room]);
    expect(await join(socket, room, 199)).toEqual({ ok: true, head: 202, resync: true });
    expect(await join(socket, room, 200)).toMatchObject({ ok: true, head: 202, events: [{}, {}] });
  });

  it('hears nothing more of a room that it left', async () => {
    const socket = open();
    const heard = heardBy(socket);
    for (const room of ['latest', `t:${openTopic}`]) await join(socket, room, await web.head(room));
    socket.emit('leave', { room: `t:${openTopic}` });
    await join(socket, 'latest', await web.head('latest'));
    await web.posts.write(ada, openTopic, { raw: 'After leaving' });
    await until('something is heard', () => heard.length > 0);
    expect(heard.map(({ room }) => room)).toEqual(['latest']);
  });

  it('is told what is wrong with a request, and lives on', async () => {
    const socket = open();
    for (const [room, after] of [
      ['everything', 0],
      [`t:${openTopic}`, -1],
      [`t:${openTopic}`, 'x'],
      ['access', 0],
      [null, null],
    ] as const) {
      expect(await join(socket, room, after)).toEqual({ ok: false, code: 'invalid-input' });
    }
    for (const nonsense of [undefined, null, 7, 'join']) {
      socket.emit('leave', nonsense);
      socket.emit('join', nonsense);
    }
    expect(await join(socket, 'latest')).toMatchObject({ ok: true });
  });

  it('is in twenty rooms at most', async () => {
    const socket = open();
    const topics: string[] = [];
    for (let count = 0; count < 21; count += 1)
      topics.push(await web.newTopic('square', ada, `Topic no. ${count}`));
    const answers: JoinAnswer[] = [];
    for (const topic of topics) answers.push(await join(socket, `t:${topic}`));
    expect(answers.slice(0, 20).every(({ ok }) => ok)).toBe(true);
    expect(answers[20]).toEqual({ ok: false, code: 'too-many-rooms' });
    socket.emit('leave', { room: `t:${topics[0]}` });
    expect(await join(socket, `t:${topics[20]}`)).toMatchObject({ ok: true });
  });

  it('is opened by pages of this site and not by those of another', async () => {
    const ours = open({ origin: 'http://localhost:3000' });
    const theirs = open({ origin: 'https://elsewhere.example' });
    let refused = false;
    theirs.on('connect_error', () => (refused = true));
    await until('the other is refused', () => refused);
    await until('ours is open', () => ours.connected);
    expect(theirs.connected).toBe(false);
  });
});
