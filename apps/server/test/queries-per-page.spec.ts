import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PostsService, TopicsService } from '@app/forum';
import type { Viewer } from '@app/identity';
import { createDataSource, isOnePage } from '@app/platform';
import { configFor, freshDatabase } from '@app/platform/testing';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENTITIES } from '../src/entities.ts';
import { readDemo } from '../src/seed/read-demo.ts';
import { seedDemo } from '../src/seed/seed-demo.ts';
import { type RunningServer, startServer } from '../src/server.ts';

const PAGES = resolve(import.meta.dirname, '../../web/build/handler.js');
const MOST = 6;

/** What somebody signed in reads, with what it costs where that is more than six, which it may not pass. */
const READ: Record<string, { path: (found: Found) => string; most?: number }> = {
  latest: { path: () => '/' },
  'latest, further down': { path: ({ further }) => further },
  new: { path: () => '/?f=new' },
  unread: { path: () => '/?f=unread' },
  following: { path: () => '/?f=following' },
  top: { path: () => '/?f=top' },
  category: { path: ({ category }) => `/c/${category}` },
  topic: { path: ({ topic }) => `${topic}/10` },
  'topic with a poll': { path: ({ topic }) => `${topic}/1` },
  'topic with a proposal': { path: ({ decided }) => decided },
  // The questions, and their answers where these may be known; at its end, as below.
  'topic with a sense check': { path: ({ asked }) => asked, most: 11 },
  // Three lists of where to go on, and what is left to read.
  'topic at its end': { path: ({ topic }) => `${topic}/60`, most: 9 },
  // One walk per level of answers.
  'topic as a tree': { path: ({ topic }) => `${topic}?view=tree`, most: 8 },
  notifications: { path: () => '/notifications' },
  bookmarks: { path: () => '/bookmarks' },
  profile: { path: ({ member }) => `/u/${member}` },
  'posts of a profile': { path: ({ member }) => `/u/${member}/posts` },
  settings: { path: () => '/settings/profile' },
  // One look at each year's posts, until there are enough (a bounded walk, here over the one year of the demo).
  search: { path: () => '/search?q=roof', most: 9 },
};

interface Found {
  topic: string;
  decided: string;
  asked: string;
  category: string;
  further: string;
  member: string;
}

describe('what a page asks of the database', () => {
  const query = pg.Client.prototype.query;
  let server: RunningServer;
  let folder: string;
  let cookie: string;
  let found: Found;
  let statements: string[] = [];

  beforeAll(async () => {
    if (!existsSync(PAGES)) throw new Error('npm run build makes the pages that this asks for');
    pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
      // What the dispatcher and the jobs ask meanwhile is nobody's page.
      if (isOnePage()) statements.push(textOf(given[0]));
      return Reflect.apply(query, this, given) as never;
    };
    folder = await mkdtemp(join(tmpdir(), 'folkmoot-queries-'));
    const databaseUrl = await freshDatabase();
    const db = await createDataSource(databaseUrl, ENTITIES).initialize();
    server = await startServer({
      config: configFor(databaseUrl, { PORT: '0', ROLES: 'web', DATA_DIR: folder }),
      db,
      databaseUrl,
      log: pino({ level: 'silent' }),
      pagesHandler: PAGES,
      beforeListening: async (app) => {
        await seedDemo(app, readDemo(join(import.meta.dirname, '../src/seed/demo')));
      },
    });
    cookie = await signIn();
    const { next } = (await (await ask('/api/v1/topics?limit=5')).json()) as { next: string };
    const { categories } = (await (await ask('/api/v1/site')).json()) as {
      categories: { slug: string; topicCount: number }[];
    };
    const [busiest] = categories.toSorted((a, b) => b.topicCount - a.topicCount);
    const [row] = await db.query<[Pick<Found, 'decided' | 'asked' | 'member'> & { staffId: string }]>(
      `select
         (select '/t/' || t.id || '/' || slug from topic t join proposal on topic_id = t.id
          where kind = 'discussion' order by last_number desc limit 1) as decided,
         (select '/t/' || t.id || '/' || slug from topic t join sense_check on topic_id = t.id
          order by last_number desc limit 1) as asked,
         (select id from account where handle = 'ingrid') as "staffId",
         (select handle from account where domain = '' order by id offset 3 limit 1) as member`,
    );
    found = { ...found, category: busiest!.slug };
    const topic = await longTopic({ accountId: row.staffId, role: 'staff', groupIds: [] });
    found = { ...row, topic, further: `/?cursor=${encodeURIComponent(next)}`, category: busiest!.slug };
  });
  afterAll(async () => {
    pg.Client.prototype.query = query;
    await server.stop();
    await rm(folder, { recursive: true });
  });

  const ask = (path: string) =>
    fetch(server.url + path, { headers: { cookie, accept: 'text/html' }, redirect: 'manual' });

  /** Begins with a poll, and goes on for more than two windows. */
  async function longTopic(by: Viewer): Promise<string> {
    const raw = 'Tell me.\n\n```poll\nWhich day?\n- Monday\n- Tuesday\n```';
    const { topicId } = await server.app
      .get(TopicsService, { strict: false })
      .open(by, { category: found.category, title: 'Which day suits you?', raw });
    const posts = server.app.get(PostsService, { strict: false });
    for (let n = 2; n <= 60; n += 1) await posts.write(by, topicId, { raw: `Number ${n}` });
    return `/t/${topicId}/which-day-suits-you`;
  }

  async function signIn(): Promise<string> {
    const answer = await fetch(`${server.url}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://localhost:3000' },
      body: JSON.stringify({ login: 'ingrid', password: 'folkmoot-demo' }),
    });
    if (!answer.ok) throw new Error(`Sign-in: ${answer.status}`);
    return answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
  }

  it.each(Object.keys(READ))(
    'is no more than it was, and six questions at most where many read: %s',
    async (name) => {
      const { path, most = MOST } = READ[name]!;
      const address = path(found);
      // The first one after a change reads what the next ones know.
      await ask(address).then((page) => page.text());
      statements = [];
      const page = await ask(address);
      expect({ address, status: page.status }).toEqual({ address, status: 200 });
      await page.text();
      console.log(`${name}: ${statements.length} questions`);
      // What was asked, where it was too much.
      expect(statements.length > most ? statements : []).toEqual([]);
      // Less would mean that nothing was counted.
      expect(statements.length).toBeGreaterThan(2);
    },
  );
});

function textOf(asked: unknown): string {
  const text = typeof asked === 'string' ? asked : (asked as { text: string }).text;
  return text.replaceAll(/\s+/g, ' ').trim();
}
