import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type JoinAnswer, LIVE_NAMESPACE } from '@app/contract';
import { CategoriesService } from '@app/forum';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from './browser.ts';
import { addressesOf, readableRoutes } from './surfaces.ts';
import { type Person, type ToldHouse, toldHouse } from './told-house.ts';
import { UNANSWERED } from './unanswered.ts';

const PAGES = join(import.meta.dirname, '../../web/build/handler.js');
/** Words that are written nowhere but in what is hidden. */
const CANARY = 'zwetschgenmus';

/** The smallest picture there is. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/**
 * Nothing that a viewer may not see reaches them (forum.md §4.2 "Policy"): every readable address of the
 * server is asked for everything that there is, by those who may not know of it.
 */
describe.skipIf(!existsSync(PAGES))('what a viewer may not see', { timeout: 300_000 }, () => {
  let house: ToldHouse;
  let inside: Person;
  let outside: Person;
  let boss: Person;
  let ids: string[];
  const slugs = ['square', 'hidden', 'shared-word'];

  beforeAll(async () => {
    house = await toldHouse({}, PAGES);
    inside = await house.member('inside', 'staff');
    outside = await house.member('outside');
    boss = await house.member('boss', 'staff');
    const categories = house.server.app.get(CategoriesService);
    await categories.create({
      slug: 'hidden',
      name: `The ${CANARY} room`,
      description: `About ${CANARY}`,
      template: `Begin with ${CANARY}`,
      // A part of what everybody reads, whose lists show what is inside of it.
      parent: 'square',
      // Staff hold every right everywhere; nobody else has any here.
      permissions: { guests: [], members: [], groups: {} },
    });
    await fill();
    await house.settled();
    await house.hurry('notifications:mail');
    ids = await everyId();
  });
  afterAll(() => house.server.stop());

  /** A category for staff with a word in everything, which names the outsider; and the same between two members. */
  async function fill(): Promise<void> {
    await outside.open('Something that everybody may read', 'A public beginning.');
    const { topicId } = await inside.open(
      `On ${CANARY}`,
      `All about ${CANARY}, @outside and @boss`,
      'hidden',
    );
    await inside.reply(topicId, `More ${CANARY} for @outside`);
    await inside.reply(topicId, `And ${CANARY} again`, 2);
    await inside.send('PATCH', `/api/v1/topics/${topicId}`, {
      tags: [CANARY, 'shared-word'],
      pinnedUntil: new Date(Date.now() + 86_400_000).toISOString(),
      pinnedEverywhere: true,
    });
    await plant(topicId);
  }

  /** What else can hang on a topic, and what belongs to one member alone; each must be there. */
  async function plant(topicId: string): Promise<void> {
    const closesAt = new Date(Date.now() + 48 * 3600_000).toISOString();
    const terms = {
      electorate: 'staff',
      closesAt,
      quorum: 0,
      threshold: 'majority',
      blocking: true,
      results: 'after-vote',
    };
    const options = ['one', 'two', 'three'].map((n) => ({ label: `${CANARY} ${n}`, meaning: '' }));
    await inside.json('POST', `/topics/${topicId}/sense-checks`, {
      question: `How is ${CANARY}?`,
      options,
      closesAt,
      anonymous: false,
      results: 'after-close',
    });
    await inside.json('POST', `/topics/${topicId}/proposals`, {
      ...terms,
      title: `Propose ${CANARY}`,
      raw: `Text of ${CANARY}`,
    });
    const file = await bring(`${CANARY}.png`);
    const { postId } = await inside.reply(
      topicId,
      `![${CANARY} in a jar](${file})\n\n\`\`\`poll\nWhich ${CANARY}?\n- ${CANARY} red\n- ${CANARY} blue\n\`\`\``,
    );
    await inside.json('PUT', `/posts/${postId}/poll/vote`, { choices: [1] });
    await inside.json('PUT', `/posts/${postId}/bookmark`, { note: `Taste ${CANARY}`, remindAt: closesAt });
    const { postId: others } = await boss.reply(topicId, `Once ${CANARY} was here`);
    await inside.json('POST', `/posts/${others}/flags`, { reason: 'other', note: `Too much ${CANARY}` });
    const edited = await boss.send(
      'PATCH',
      `/api/v1/posts/${others}`,
      { raw: 'Nothing to be read any more' },
      {
        'if-match': '"1"',
      },
    );
    expect(edited.status).toBe(200);
    const { postId: removed } = await boss.reply(topicId, `Removed ${CANARY}`);
    await boss.json('DELETE', `/posts/${removed}`);
    await inside.json('PUT', '/drafts/message:0', { rev: 0, raw: `Half a ${CANARY}`, title: CANARY });
    await inside.json('PUT', `/drafts/reply:${topicId}`, { rev: 0, raw: `Another ${CANARY}` });
    await inside.json('PUT', '/accounts/outside/note', { text: `Owes me ${CANARY}` });
    const message = await inside.json<{ topicId: string }>('POST', '/messages', {
      people: ['boss'],
      title: `Between us: ${CANARY}`,
      raw: `Nobody else knows of ${CANARY}`,
    });
    await boss.reply(message.topicId, `${CANARY} it is`);
    await inside.json('POST', '/elections', {
      category: 'hidden',
      title: `Elect the ${CANARY}`,
      raw: `One seat for ${CANARY}`,
      seats: 1,
      electorate: 'staff',
      nominationsCloseAt: closesAt,
      votingClosesAt: new Date(Date.now() + 96 * 3600_000).toISOString(),
    });
    const draft = await inside.json<{ id: string }>('POST', '/election-drafts');
    await inside.json('PATCH', `/election-drafts/${draft.id}`, { text: { raw: `Who keeps the ${CANARY}?` } });
  }

  /** Uploads a file of this name. */
  async function bring(name: string): Promise<string> {
    const answer = await fetch(`${house.server.url}/api/v1/uploads?name=${name}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        cookie: inside.cookie,
        origin: 'http://localhost:3000',
      },
      body: new Uint8Array(PIXEL),
    });
    expect(answer.status).toBe(201);
    return ((await answer.json()) as { url: string }).url;
  }

  async function everyId(): Promise<string[]> {
    const tables = await house.db.query<{ name: string }[]>(
      `select table_name as name from information_schema.columns
       where table_schema = 'public' and column_name = 'id' and data_type in ('bigint', 'uuid')
         and table_name in (select tablename from pg_tables where schemaname = 'public')`,
    );
    const all = new Set<string>();
    for (const { name } of tables) {
      const rows = await house.db.query<{ id: string }[]>(
        `select id::text from "${name}" order by id limit 12`,
      );
      for (const { id } of rows) all.add(id);
    }
    return [...all];
  }

  const valuesOf = (parameter: string): readonly string[] => {
    if (/^(slug|path|category|tag|group)$/i.test(parameter)) return slugs;
    if (/^(handle|name|username)$/i.test(parameter)) return ['inside', 'outside', 'boss', 'hidden'];
    if (/^(n|number|version|check|proposal)$/i.test(parameter)) return ['1', '3', '6'];
    if (/^width$/.test(parameter)) return ['320'];
    // Sealed by the server: nobody can make one up.
    if (/^(sealed|source)$/.test(parameter)) return ['made-up'];
    if (/^(kind|format|ext|file)$/i.test(parameter)) return ['rss', 'json', 'md', 'csv', 'blt'];
    return ids;
  };

  /** What is asked for: a page, what its script asks for, and what another server does. */
  const ACCEPTED = ['text/html, application/json, */*', 'application/activity+json'];

  /** Asks every address as this viewer; answers those whose answer tells the word, and the routes that gave nothing. */
  async function walk(viewer: Browser): Promise<{ telling: string[]; silent: string[]; asked: number }> {
    const telling: string[] = [];
    const silent: string[] = [];
    let asked = 0;
    for (const route of readableRoutes(house.server.app)) {
      if (route === '/logout') continue;
      let given = false;
      const addresses = addressesOf(route, valuesOf);
      const more = [
        `?q=${CANARY.slice(0, 9)}&category=hidden&f=unread&title=On+${CANARY.slice(0, 9)}`,
        `?category=hidden&room=t:2&after=0&near=1`,
        `?view=tree`,
      ];
      const isPage = !/^\/(?:api|media|health)\//.test(route);
      // What is asked for with every id needs no search beside.
      const queries = addresses.length > 20 ? [''] : ['', ...more];
      for (const path of addresses) {
        const data = isPage && addresses.length <= 4 ? [`${path === '/' ? '' : path}/__data.json`] : [];
        for (const address of [...queries.map((query) => path + query), ...data])
          for (const accept of address === path && isPage ? ACCEPTED : ACCEPTED.slice(0, 1)) {
            const answer = await viewer.send('GET', address, undefined, { accept });
            const said = `${[...answer.headers.values()].join(' ')} ${await answer.text()}`;
            asked += 1;
            given ||= answer.status < 400;
            if (answer.status >= 500) telling.push(`${address} answers ${answer.status}`);
            if (said.toLowerCase().includes(CANARY)) telling.push(address);
          }
      }
      if (!given) silent.push(route);
    }
    return { telling, silent, asked };
  }

  /** Whether somebody may sit in a live room. */
  async function joins(viewer: Browser | null, room: string): Promise<boolean> {
    const socket = io(house.server.url + LIVE_NAMESPACE, {
      transports: ['websocket'],
      forceNew: true,
      extraHeaders: viewer ? { cookie: viewer.cookie } : {},
    });
    try {
      const answer = (await socket.emitWithAck('join', { room, after: 0 })) as JoinAnswer;
      return answer.ok;
    } finally {
      socket.disconnect();
    }
  }

  it('is told to those who may see it, and no address is without an answer for them', async () => {
    const { telling, silent } = await walk(inside);
    expect(telling.filter((line) => /answers 5\d\d$/.test(line))).toEqual([]);
    expect(telling.length).toBeGreaterThan(60);
    expect(silent.filter((route) => !(route in UNANSWERED))).toEqual([]);
    expect(Object.keys(UNANSWERED).filter((route) => !silent.includes(route))).toEqual([]);
  });

  it('is told to no guest, at no address', async () => {
    const { telling, asked } = await walk(new Browser(house.server.url));
    expect(asked).toBeGreaterThan(1000);
    expect(telling).toEqual([]);
  });

  it('is told to no other member, though it names them', async () => {
    expect((await walk(outside)).telling).toEqual([]);
  });

  it('is mailed to nobody but those who may see it, and lies in no job that would tell them', async () => {
    const told = await house.db.query<{ to: string }[]>(
      `select mail::text as to from mail where mail::text ilike '%' || $1 || '%'`,
      [CANARY],
    );
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter(({ to }) => to.includes('outside@'))).toEqual([]);
    const waiting = await house.db.query<{ payload: string }[]>(
      `select payload::text as payload from graphile_worker._private_jobs
       where payload::text ilike '%' || $1 || '%' and payload::text like '%' || $2 || '%'`,
      [CANARY, outside.accountId],
    );
    expect(waiting).toEqual([]);
  });

  it('is heard live by nobody who may not see it', async () => {
    const [{ topic, category, message }] = await house.db.query<
      [{ topic: string; category: string; message: string }]
    >(
      `select t.id::text as topic, t.category_id::text as category,
         (select m.id::text from topic m where m.title like 'Between us%') as message
       from topic t join category c on c.id = t.category_id where c.slug = 'hidden' limit 1`,
    );
    const rooms = [`t:${topic}`, `cat:${category}`, `el:${topic}`, `t:${message}`, `u:${inside.accountId}`];
    const heard = async (viewer: Browser | null) => {
      const open: string[] = [];
      for (const room of rooms) if (await joins(viewer, room)) open.push(room);
      return open;
    };
    expect(await heard(inside)).toEqual(rooms);
    expect(await heard(outside)).toEqual([]);
    expect(await heard(null)).toEqual([]);
  });
});
