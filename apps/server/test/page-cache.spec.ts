import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CategoriesService, PostsService, TopicsService } from '@app/forum';
import type { Viewer } from '@app/identity';
import { createDataSource } from '@app/platform';
import { configFor, freshDatabase } from '@app/platform/testing';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENTITIES } from '../src/entities.ts';
import { type RunningServer, startServer } from '../src/server.ts';

/** Shows how many posts a topic has and how often it was asked, in the reader's language, with a nonce as real pages have. */
const PAGE = `let made = 0;
export async function handler(request, response) {
  made += 1;
  const nonce = Buffer.from(String(made).padStart(16, '0')).toString('base64');
  const topic = /^\\/t\\/(\\d+)/.exec(request.url)?.[1];
  const address = topic ? '/topics/' + topic : '/topics';
  const answer = await request.api(new Request('http://anything/api/v1' + address));
  const read = await answer.json();
  const posts = topic ? read.topic.lastNumber : read.items.map((item) => item.lastNumber).join();
  if (request.url.includes('slow')) await new Promise((done) => setTimeout(done, 400));
  response.setHeader('content-type', 'text/html');
  response.setHeader('content-security-policy', "script-src 'nonce-" + nonce + "'");
  response.end(JSON.stringify({ made, posts, language: request.headers['accept-language'], nonce }));
}`;

interface Page {
  made: number;
  posts: number | string;
  language: string;
  nonce: string;
}

describe('a page that guests read', () => {
  let folder: string;
  let server: RunningServer;
  let ada: Viewer;
  let topic: string;
  let other: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'folkmoot-page-cache-'));
    await writeFile(join(folder, 'handler.mjs'), PAGE);
    const databaseUrl = await freshDatabase();
    const db = await createDataSource(databaseUrl, ENTITIES).initialize();
    server = await startServer({
      config: configFor(databaseUrl, { PORT: '0', ROLES: 'web' }),
      db,
      databaseUrl,
      log: pino({ level: 'silent' }),
      pagesHandler: join(folder, 'handler.mjs'),
    });
    const [{ id }] = await server.app
      .get(DataSource)
      .query<[{ id: string }]>(
        `insert into account (handle, display_name, trust) values ('ada', 'Ada', 'trusted') returning id`,
      );
    ada = { accountId: id, role: 'member', groupIds: [] };
    await room(CategoriesService).create({ slug: 'agora', name: 'Agora', visibility: 'public' });
    topic = await newTopic('Which colour?');
    other = await newTopic('Which day?');
    await settled();
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  function room<Service>(service: new (...parts: never[]) => Service): Service {
    return server.app.get(service, { strict: false });
  }
  const newTopic = async (title: string) =>
    (await room(TopicsService).open(ada, { category: 'agora', title, raw: title })).topicId;
  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(server.url + path, { headers: { 'accept-language': 'en', ...headers } });
  const see = async (path: string, headers?: Record<string, string>) =>
    (await (await ask(path, headers)).json()) as Page;
  /** Until what was written so far has been told to everybody. */
  async function settled(): Promise<void> {
    const db = server.app.get(DataSource);
    while ((await db.query(`select from change limit 1`)).length > 0) await pause(50);
    for (
      let [last, now] = [0, (await see('/')).made];
      last !== now;
      [last, now] = [now, (await see('/')).made]
    )
      await pause(300);
  }
  const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  it('is made once, however many ask for it at once', async () => {
    const pages = await Promise.all(Array.from({ length: 50 }, () => see(`/t/${topic}?slow=1`)));
    expect(new Set(pages.map(({ made }) => made)).size).toBe(1);
  });

  it('shows a new post soon after it was written, and never what was before again', async () => {
    const before = await see(`/t/${topic}`);
    const [elsewhere, list] = [await see(`/t/${other}`), await see('/')];
    await room(PostsService).write(ada, topic, { raw: 'Blue' });
    await expect.poll(async () => (await see(`/t/${topic}`)).posts).toBe(Number(before.posts) + 1);
    for (let n = 0; n < 20; n += 1) expect((await see(`/t/${topic}`)).posts).toBe(Number(before.posts) + 1);
    expect((await see('/')).made).toBeGreaterThan(list.made);
    expect((await see(`/t/${other}`)).made).toBe(elsewhere.made);
  });

  it('is not kept when a post was written while it was made', async () => {
    const making = see(`/t/${other}?slow=2`);
    await room(PostsService).write(ada, other, { raw: 'Friday' });
    const made = await making;
    await settled();
    const next = await see(`/t/${other}?slow=2`);
    expect(next.posts).toBe(2);
    expect(next.made).toBeGreaterThan(made.made);
  });

  it('is made for nobody else when somebody is signed in', async () => {
    const kept = await see('/categories');
    const own = await see('/categories', { cookie: 'better-auth.session_token=whoever' });
    expect(own.made).toBeGreaterThan(kept.made);
    expect((await see('/categories')).made).toBe(kept.made);
  });

  it('is another one for each language, theme and address, and the same for all spellings of a language', async () => {
    const english = await see('/about');
    const swedish = await see('/about', { 'accept-language': 'sv-SE,sv;q=0.9,en;q=0.5' });
    const dark = await see('/about', { cookie: 'theme=dark' });
    expect(new Set([english, swedish, dark].map(({ made }) => made)).size).toBe(3);
    expect(swedish.language).toBe('sv');
    expect((await see('/about', { 'accept-language': 'sv' })).made).toBe(swedish.made);
    expect((await see('/about', { 'accept-language': 'de' })).made).toBe(english.made);
  });

  it('has a nonce of its own each time, the same in the page and in its policy', async () => {
    const answers = await Promise.all([ask('/decisions'), ask('/decisions'), ask('/decisions')]);
    const pages = (await Promise.all(answers.map((answer) => answer.json()))) as Page[];
    expect(new Set(pages.map(({ nonce }) => nonce)).size).toBe(3);
    for (const [at, answer] of answers.entries())
      expect(answer.headers.get('content-security-policy')).toBe(`script-src 'nonce-${pages[at]!.nonce}'`);
  });

  it('is not sent again to a browser that has it', async () => {
    await see('/tags');
    const etag = (await ask('/tags')).headers.get('etag')!;
    const again = await ask('/tags', { 'if-none-match': etag });
    expect(again.status).toBe(304);
    expect(again.headers.get('content-security-policy')).toBeNull();
    await room(PostsService).write(ada, topic, { raw: 'Green' });
    await expect.poll(async () => (await ask('/tags', { 'if-none-match': etag })).status).toBe(200);
  });
});
