import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CategoriesService } from '@app/forum';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from './browser.ts';
import { addressesOf, readableRoutes } from './surfaces.ts';
import { type Person, type ToldHouse, toldHouse } from './told-house.ts';

const PAGES = join(import.meta.dirname, '../../web/build/handler.js');
/** Words that are written nowhere but in what is hidden. */
const CANARY = 'zwetschgenmus';

/**
 * Nothing that a viewer may not see reaches them (forum.md §4.2 "Policy"): every readable address of the
 * server is asked for everything that there is, by those who may not know of it.
 */
describe.skipIf(!existsSync(PAGES))('what a viewer may not see', { timeout: 300_000 }, () => {
  let house: ToldHouse;
  let inside: Person;
  let outside: Person;
  let ids: string[];
  const slugs = ['square', 'hidden', 'shared-word'];

  beforeAll(async () => {
    house = await toldHouse({}, PAGES);
    inside = await house.member('inside', 'staff');
    outside = await house.member('outside');
    await house.member('boss', 'staff');
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
    for (const [method, path, body] of extras(topicId)) await inside.send(method, `/api/v1${path}`, body);
  }

  /** What else can hang on a topic; what this version does not have answers 404 and is not missed. */
  function extras(topicId: string): [string, string, object][] {
    const closesAt = new Date(Date.now() + 48 * 3600_000).toISOString();
    const terms = {
      electorate: 'staff',
      closesAt,
      quorum: 0,
      threshold: 'majority',
      blocking: true,
      results: 'always',
    };
    const options = ['one', 'two', 'three'].map((n) => ({ label: `${CANARY} ${n}`, meaning: '' }));
    return [
      [
        'POST',
        `/topics/${topicId}/sense-checks`,
        { question: `How is ${CANARY}?`, options, closesAt, anonymous: false, results: 'after-close' },
      ],
      [
        'POST',
        `/topics/${topicId}/proposals`,
        { ...terms, title: `Propose ${CANARY}`, raw: `Text of ${CANARY}` },
      ],
    ];
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
        `select id::text from "${name}" order by id limit 6`,
      );
      for (const { id } of rows) all.add(id);
    }
    return [...all];
  }

  const valuesOf = (parameter: string): readonly string[] => {
    if (/^(slug|path|category|tag|group)$/i.test(parameter)) return slugs;
    if (/^(handle|name|username)$/i.test(parameter)) return ['inside', 'outside', 'boss', 'hidden'];
    if (/^(n|number)$/i.test(parameter)) return ['1', '3'];
    if (/^(kind|format|ext|file)$/i.test(parameter)) return ['rss', 'json', 'md', 'csv', 'blt'];
    return ids;
  };

  /** Asks every address as this viewer; answers those whose answer tells one of the words. */
  async function tellingOf(viewer: Browser, word: string): Promise<{ telling: string[]; asked: number }> {
    const telling: string[] = [];
    let asked = 0;
    for (const route of readableRoutes(house.server.app)) {
      if (route === '/logout') continue;
      const addresses = addressesOf(route, valuesOf);
      const queries = [
        '',
        `?q=${word.slice(0, 9)}&category=hidden&f=unread`,
        `?category=hidden&room=t:2&after=0&near=1`,
      ];
      for (const address of addresses.flatMap((path) => queries.map((query) => path + query))) {
        const answer = await viewer.send('GET', address, undefined, {
          accept: 'text/html, application/json, */*',
        });
        const said = `${[...answer.headers.values()].join(' ')} ${await answer.text()}`;
        asked += 1;
        if (answer.status >= 500) telling.push(`${address} answers ${answer.status}`);
        if (said.toLowerCase().includes(word)) telling.push(address);
      }
    }
    return { telling, asked };
  }

  it('is told to those who may see it, at many addresses', async () => {
    const { telling } = await tellingOf(inside, CANARY);
    expect(telling.filter((line) => line.endsWith('500'))).toEqual([]);
    expect(telling.length).toBeGreaterThan(15);
  });

  it('is told to no guest, at no address', async () => {
    const { telling, asked } = await tellingOf(new Browser(house.server.url), CANARY);
    expect(asked).toBeGreaterThan(200);
    expect(telling).toEqual([]);
  });

  it('is told to no other member, though it names them', async () => {
    expect((await tellingOf(outside, CANARY)).telling).toEqual([]);
  });

  it('is mailed to nobody but those who may see it', async () => {
    const mails = await house.db.query<{ mail: string }[]>(`select mail::text from mail`);
    const told = mails.filter(({ mail }) => mail.includes(CANARY) && mail.includes('outside@'));
    expect(told).toEqual([]);
  });
});
