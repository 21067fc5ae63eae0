import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LinkPreview, TopicWindow } from '@app/contract';
import { Jobs } from '@app/platform';
import { Logger, runOnce } from 'graphile-worker';
import { Pool } from 'pg';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Person, type TestForum, testForum } from '../testing/test-forum.ts';
import { linksAlone } from './link-lines.rules.ts';
import { pageFacts } from './page-facts.ts';

const OWN = 'https://moot.example';

describe('a link that stands alone on a line', () => {
  it('is one that nothing else shares the line with, outside of quotes, lists and code', () => {
    const raw = [
      'See https://a.example/in-a-sentence for more.',
      '',
      'https://b.example/alone#part',
      '<https://c.example/>',
      '> https://d.example/quoted',
      '',
      '- https://e.example/listed',
      '',
      '    https://f.example/code',
      '',
      '[named](https://g.example/)',
      '',
      'https://b.example/alone',
      `${OWN}/t/12/board-matters/3`,
      '',
      'ftp://h.example/',
    ].join('\n');
    expect(linksAlone(raw, OWN)).toEqual(['https://b.example/alone', 'https://c.example/']);
  });

  it('is one of five at most', () => {
    const raw = [1, 2, 3, 4, 5, 6, 7].map((n) => `https://a.example/${n}`).join('\n');
    expect(linksAlone(raw, OWN)).toHaveLength(5);
  });
});

describe('what a page says of itself', () => {
  it('is its Open Graph, or else its title and description', () => {
    const html = `<html><head><title>Plain &amp; simple</title><meta name="description" content="In short">
      <body><meta property="og:title" content="Too late"><svg><title>No</title></svg>`;
    expect(pageFacts(html)).toEqual({ title: 'Plain & simple', description: 'In short', image: null });
    const og = '<meta property="og:title" content="Better"><meta property="og:image" content="/x.png">';
    expect(pageFacts(og + html)).toMatchObject({ title: 'Better', image: '/x.png' });
  });

  it('is text on one line, and of a length that can be shown', () => {
    const facts = pageFacts(`<title>\u202eevil\n<b>x</b>\u0007 ${'long '.repeat(100)}</title>`);
    expect(facts?.title.startsWith('evil <b>x</b> long')).toBe(true);
    expect(facts?.title.length).toBeLessThanOrEqual(200);
    expect(facts?.title.endsWith('long…')).toBe(true);
    expect(pageFacts('<title> </title>')).toBeNull();
    expect(pageFacts('{"not": "html"}')).toBeNull();
  });
});

describe('the preview of a link', () => {
  let forum: TestForum;
  let ana: Person;
  let bo: Person;
  let topicId: string;
  let server: Server;
  let at: string;
  let asked: string[];
  let work: () => Promise<void>;
  let pool: Pool;

  beforeAll(async () => {
    const picture = await sharp({ create: { width: 400, height: 200, channels: 3, background: 'teal' } })
      .png()
      .toBuffer();
    const pages: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
      '/page': (_, response) =>
        response
          .setHeader('content-type', 'text/html; charset=utf-8')
          .end(
            '<title>Old</title><meta property="og:title" content="The roof <script>alert(1)</script>">' +
              '<meta property="og:description" content="What it costs"><meta property="og:image" content="/roof.png">',
          ),
      '/roof.png': (_, response) => response.setHeader('content-type', 'image/png').end(picture),
      '/latin': (_, response) =>
        response
          .setHeader('content-type', 'text/html; charset=iso-8859-1')
          .end(Buffer.from('<title>Gården å ån</title>', 'latin1')),
      '/away': (_, response) => response.writeHead(302, { location: '/page' }).end(),
      '/round': (_, response) => response.writeHead(302, { location: '/round' }).end(),
      '/file': (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
      '/huge': (_, response) =>
        response.setHeader('content-type', 'text/html').end(`<title>Huge</title>${'x'.repeat(2 ** 21)}`),
      '/json': (_, response) => response.setHeader('content-type', 'application/json').end('{"title":1}'),
      '/lying-picture': (_, response) =>
        response
          .setHeader('content-type', 'text/html')
          .end('<title>No picture</title><meta property="og:image" content="/page">'),
      '/gone': (_, response) => response.writeHead(404).end('<title>Not found</title>'),
    };
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      (pages[request.url ?? ''] ?? pages['/gone']!)(request, response);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

    forum = await testForum({ AP_ALLOW_PRIVATE: '1' });
    [ana, bo] = [await forum.person('ana'), await forum.person('bo')];
    topicId = await forum.openTopic(ana);
    pool = new Pool({ connectionString: (forum.db.options as { url?: string }).url });
    pool.on('error', () => undefined);
    const logger = new Logger(() => () => undefined);
    work = () => runOnce({ pgPool: pool, logger, taskList: forum.app.get(Jobs).taskList });
    await work();
  });
  beforeEach(() => {
    asked = [];
  });
  afterAll(async () => {
    await pool.end();
    await forum.close();
    server.close();
  });

  const write = async (raw: string) => (await forum.posts.write(ana, topicId, { raw })).postId;
  const previews = async (postId: string): Promise<LinkPreview[]> => {
    const { posts } = (await forum.send(`GET /topics/${topicId}?limit=50`)).body as TopicWindow;
    return posts.find(({ id }) => id === postId)?.previews ?? [];
  };

  it('comes after the post, with a picture that lies here, as text', async () => {
    const postId = await write(`Look:\n\n${at}/page`);
    expect(await previews(postId)).toEqual([]);
    await work();
    const [shown] = await previews(postId);
    expect(shown).toEqual({
      url: `${at}/page`,
      title: 'The roof <script>alert(1)</script>',
      description: 'What it costs',
      site: new URL(at).host,
      image: { url: expect.stringMatching(/^\/media\/[0-9a-f-]{36}$/), width: 400, height: 200 },
    });
    // Nothing of the work that this took has failed and waits to be tried again.
    expect(await forum.db.query(`select last_error from graphile_worker.jobs`)).toEqual([]);
  });

  it('is asked for once, for as many posts as link there, until it is old', async () => {
    const [one, two] = [await write(`${at}/page`), await write(`Again\n${at}/page#further-down`)];
    await work();
    expect([(await previews(one)).length, (await previews(two)).length]).toEqual([1, 1]);
    expect(asked).toEqual([]);
    await forum.db.query(`update link_preview set fetched_at = now() - interval '8 days'`);
    await write(`Once more\n\n${at}/page`);
    await work();
    expect(asked).toEqual(['/page', '/roof.png']);
    const [{ pictures }] = await forum.db.query<[{ pictures: number }]>(
      `select count(*)::int as pictures from upload where purpose = 'preview'`,
    );
    expect(pictures).toBe(1);
  });

  it('follows the page where it went, and reads it in its own letters', async () => {
    const postId = await write(`${at}/away\n${at}/latin`);
    await work();
    expect((await previews(postId)).map(({ url, title }) => [url.slice(at.length), title])).toEqual([
      ['/away', 'The roof <script>alert(1)</script>'],
      ['/latin', 'Gården å ån'],
    ]);
  });

  it('is none where a page is not there, too large, none at all, or leads astray', async () => {
    for (const path of ['/gone', '/huge', '/json', '/round', '/file']) {
      const postId = await write(`${at}${path}`);
      await work();
      expect({ path, previews: await previews(postId) }).toEqual({ path, previews: [] });
    }
    expect(asked.filter((path) => path === '/round')).toHaveLength(4);
    const postId = await write(`${at}/lying-picture`);
    await work();
    expect(await previews(postId)).toMatchObject([{ title: 'No picture', image: null }]);
  });

  it('goes with the link when the post is edited, and when its author takes it away', async () => {
    const postId = await write(`${at}/page\n${at}/latin`);
    await work();
    const hide = (as: Person) =>
      forum.send(`DELETE /posts/${postId}/previews?url=${encodeURIComponent(`${at}/page`)}`, { as });
    expect((await hide(bo)).status).toBe(403);
    expect(await previews(postId)).toHaveLength(2);
    expect((await hide(ana)).status).toBe(204);
    expect((await previews(postId)).map(({ title }) => title)).toEqual(['Gården å ån']);

    // What was taken away stays away in the next version of the text.
    await forum.posts.edit(ana, postId, 1, { raw: `Now without it\n\n${at}/page` });
    await work();
    expect(await previews(postId)).toEqual([]);
    await forum.posts.delete(ana, postId);
    expect(await previews(postId)).toEqual([]);
  });

  it('asks nothing of this machine where that is not allowed', async () => {
    const guarded = await testForum();
    const member = await guarded.person('ida');
    const topic = await guarded.openTopic(member);
    const { postId } = await guarded.posts.write(member, topic, {
      raw: `${at}/page\nhttps://127.0.0.1/\nhttps://localhost/\nhttps://[::1]/\nhttps://169.254.169.254/latest`,
    });
    const guardedPool = new Pool({ connectionString: (guarded.db.options as { url?: string }).url });
    guardedPool.on('error', () => undefined);
    const logger = new Logger(() => () => undefined);
    await runOnce({ pgPool: guardedPool, logger, taskList: guarded.app.get(Jobs).taskList });
    expect(asked).toEqual([]);
    const rows = await guarded.db.query(`select title from link_preview where title is not null`);
    expect(rows).toEqual([]);
    const [{ links }] = await guarded.db.query<[{ links: number }]>(
      `select count(*)::int as links from post_link where post_id = $1`,
      [postId],
    );
    expect(links).toBe(5);
    await guardedPool.end();
    await guarded.close();
  });
});
