import type { NewFeedKey } from '@app/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, type TestForum, testForum } from '../testing/test-forum.ts';

describe('what other programs read', () => {
  let forum: TestForum;
  let url: string;
  let ada: Person;
  let open: string;
  let inner: string;

  beforeAll(async () => {
    forum = await testForum();
    url = await forum.app.getUrl();
    ada = await forum.person('ada');
    await forum.categories.create({ slug: 'inner', name: 'Members', visibility: 'members' });
    const topic = async (category: string, title: string) =>
      (await forum.topics.open(ada, { category, title, raw: `About [this](/about) & *${title}*` })).topicId;
    open = await topic('square', 'A bridge & a gate');
    inner = await topic('inner', 'Zanzibar for members');
    await forum.posts.write(ada, open, { raw: 'A second thought <b>' });
  });
  afterAll(() => forum.close());

  const get = (path: string, headers: Record<string, string> = {}) => fetch(url + path, { headers });
  const text = async (path: string) => (await get(path)).text();
  const newKey = async () => ((await forum.send('POST /feed-key', { as: ada })).body as NewFeedKey).token;

  it('is each list and each topic, as RSS and as JSON, with addresses that lead back here', async () => {
    const rss = await get('/latest.rss');
    expect([rss.status, rss.headers.get('content-type')]).toEqual([
      200,
      'application/rss+xml; charset=utf-8',
    ]);
    const body = await rss.text();
    expect(body).toContain('<title><![CDATA[A bridge & a gate]]></title>');
    expect(body).toContain(`href="http://localhost:3000/about"`);
    const json = (await (await get('/c/square/feed.json')).json()) as { items: { url: string }[] };
    expect(json.items.map((item) => item.url)).toEqual([`http://localhost:3000/t/${open}/a-bridge-a-gate`]);
    const posts = (await (await get(`/t/${open}.json`)).json()) as { items: { title: string }[] };
    expect(posts.items.map(({ title }) => title)).toEqual(['A bridge & a gate #2', 'A bridge & a gate #1']);
    expect(await text(`/t/${open}.md`)).toMatch(
      /^# A bridge & a gate\n\n<.*>\n\n## #1 ada, .*\n\nAbout \[this\]\(\/about\) & \*A bridge[^]*## #2 ada[^]*A second thought <b>/,
    );
  });

  it('is a picture of what guests may read, drawn anew when its words change, and of nothing else', async () => {
    const card = (path: string, headers = {}) => get(`/api/v1/cards/${path}.png`, headers);
    for (const path of ['site', 'categories/square', `topics/${open}`]) {
      const picture = await card(path);
      expect([path, picture.status, picture.headers.get('content-type')]).toEqual([path, 200, 'image/png']);
      const size = Buffer.from(await picture.arrayBuffer()).subarray(16, 24);
      expect([size.readUInt32BE(0), size.readUInt32BE(4)]).toEqual([1200, 630]);
    }
    const before = (await card(`topics/${open}`)).headers.get('etag') ?? '';
    expect((await card(`topics/${open}`, { 'if-none-match': before })).status).toBe(304);
    await forum.db.query(`update topic set title = 'Another bridge' where id = $1`, [open]);
    expect((await card(`topics/${open}`, { 'if-none-match': before })).status).toBe(200);
    for (const path of ['categories/inner', `topics/${inner}`, 'topics/999999', 'categories/nowhere'])
      expect([path, (await card(path)).status]).toEqual([path, 404]);
    // Also not what was drawn while it was open to all.
    await forum.db.query(
      `update topic set title = 'A bridge & a gate', category_id = (select id from category where slug = $2) where id = $1`,
      [open, 'inner'],
    );
    expect((await card(`topics/${open}`, { 'if-none-match': before })).status).toBe(404);
    await forum.db.query(`update topic set category_id = $2 where id = $1`, [open, forum.squareId]);
  });

  it('is not sent again to a reader that has it', async () => {
    const first = await get('/latest.json');
    const again = await get('/latest.json', { 'if-none-match': first.headers.get('etag') ?? '' });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('opens to a key what its owner may read, and to nobody else, and no longer when it is taken back', async () => {
    for (const path of ['/latest.rss', '/latest.json', '/top.rss', '/sitemap-1.xml', '/sitemap.xml']) {
      expect(await text(path)).not.toMatch(/zanzibar|inner/i);
    }
    for (const path of [`/t/${inner}.rss`, `/t/${inner}.json`, `/t/${inner}.md`, '/c/inner/feed.rss']) {
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    }
    expect((await get('/unread.rss')).status).toBe(401);

    const key = await newKey();
    for (const path of [
      `/t/${inner}.rss`,
      `/t/${inner}.md`,
      '/c/inner/feed.rss',
      '/latest.json',
      '/following.rss',
    ]) {
      const answer = await get(`${path}?token=${key}`);
      expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([
        path,
        200,
        'private, max-age=300',
      ]);
    }
    expect(await text(`/latest.rss?token=${key}`)).toContain('Zanzibar');
    expect((await forum.send('GET /feed-key', { as: ada })).body).toMatchObject({
      createdAt: expect.any(String),
      usedAt: expect.any(String),
    });
    const second = await newKey();
    expect((await get(`/latest.rss?token=${key}`)).status).toBe(401);
    await forum.send('DELETE /feed-key', { as: ada });
    expect((await get(`/latest.rss?token=${second}`)).status).toBe(401);
    expect(await forum.db.query(`select 1 from feed_token`)).toEqual([]);
  });

  it('is a map of what everyone may read, for search engines', async () => {
    expect(await text('/robots.txt')).toContain('Sitemap: http://localhost:3000/sitemap.xml');
    expect(await text('/sitemap.xml')).toContain('<loc>http://localhost:3000/sitemap-1.xml</loc>');
    const map = await text('/sitemap-1.xml');
    expect(map).toContain(`<loc>http://localhost:3000/t/${open}/a-bridge-a-gate</loc>`);
    expect(map).toContain('<loc>http://localhost:3000/c/square</loc>');
    expect((await get('/sitemap-0.xml')).status).toBe(404);
  });
});
