import { expect, type Page, test } from '@playwright/test';
import { look } from './look.ts';
import { type SiteServer, startSite } from './server.ts';

const TITLE = 'axe finds nothing serious, and nothing is wider than the screen';

let site: SiteServer;
test.beforeAll(async () => {
  site = await startSite({ seed: 'demo' });
});
test.afterAll(() => site.close());

async function visit(page: Page, paths: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const answer = await page.goto(site.url + path, { waitUntil: 'load' });
    if (path !== '/nothing-here' && !answer?.ok()) found.push(`${path} answered ${answer?.status()}`);
    found.push(...(await look(page, path)));
  }
  return found;
}

/** The demo's addresses of one kind of topic, as the latest list links them. */
async function topics(page: Page, kind: 'discussion' | 'election'): Promise<string[]> {
  const list = (await (await page.request.get(`${site.url}/api/v1/topics?limit=100`)).json()) as {
    items: { id: string; slug: string; kind: string; postCount: number }[];
  };
  return list.items
    .filter((topic) => topic.kind === kind)
    .toSorted((a, b) => b.postCount - a.postCount)
    .map(({ id, slug }) => `/${id}/${slug}`);
}

/** The questions of the demo, with the topics in which they stand. */
async function senseChecks(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const topic of await topics(page, 'discussion')) {
    const id = topic.split('/')[1];
    const answer = await page.request.get(`${site.url}/api/v1/topics/${id}/proposals`);
    const { senseChecks: checks } = (await answer.json()) as { senseChecks: { id: string }[] };
    if (checks.length > 0) found.push(`/t${topic}`);
    found.push(...checks.map((check) => `/t/${id}/sense/${check.id}`));
  }
  return found;
}

test(`${TITLE}, on every page of the staff of the demo association`, async ({ page }) => {
  test.setTimeout(900_000);
  const entered = await page.request.post(`${site.url}/api/v1/sessions`, {
    data: { login: 'ingrid', password: 'folkmoot-demo' },
    headers: { origin: site.url },
  });
  expect(entered.status()).toBe(201);

  const [discussion = ''] = await topics(page, 'discussion');
  const at = `/t/${discussion.split('/')[1]}`;
  const elections = await topics(page, 'election');
  expect(elections.length).toBeGreaterThan(0);
  const own = ['new', 'unread', 'following', 'top'].map((f) => `/?f=${f}`);
  const lists = ['/', ...own, '/c/house', '/c/meeting-room/elections', '/c/house/decisions', '/decisions'];
  const sense = await senseChecks(page);
  const forms = [
    ...sense,
    `${at}/sense/new`,
    `${at}/proposal/new`,
    '/new',
    '/remote',
    '/e/new',
    `${at}/reply/1`,
    `${at}/edit/1`,
  ];
  const others = [
    '/settings/security',
    '/admin/invites',
    '/admin/approvals',
    '/admin/sign-in',
    '/admin/mail',
    '/admin/tags',
    '/admin/categories',
    '/admin/categories/laundry',
    '/tags',
    '/tag/money',
    '/categories',
    '/c/house/laundry',
    `${at}/moderate`,
    '/drafts',
    '/settings/uploads',
    '/notifications',
    '/settings/notifications',
    '/about',
    '/u/tomasz',
    '/tools/count',
    `${at}/history/1`,
    `${at}/tree`,
    `${at}/overview`,
    '/keyboard',
  ];
  const marks = ['/bookmarks', `${at}/reactions/1`, `${at}/bookmark/1`];
  const finding = ['/search', '/search?q=boiler+has:soul', '/settings/feeds'];
  const found = await visit(page, [
    ...marks,
    ...finding,
    ...lists,
    ...forms,
    ...others,
    ...elections.flatMap((election) => [`/t${election}`, `/e${election}`, `/e${election}/result`]),
    `/t${discussion}`,
  ]);

  await page.getByRole('link', { name: 'Reply to post 1', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Your text' })).toBeVisible();
  found.push(...(await look(page, 'the composer')));
  expect(found).toEqual([]);
});

test(`${TITLE}, on every page of a guest`, async ({ page }) => {
  test.setTimeout(900_000);
  const [discussion = ''] = await topics(page, 'discussion');
  const doors = [
    '/',
    '/login',
    '/signup',
    '/reset-password',
    '/reset-password?token=x',
    '/verify',
    '/2fa',
    '/nothing-here',
  ];
  const found = await visit(page, [...doors, `/t${discussion}`]);

  await page.goto(`${site.url}/login`);
  await page.getByLabel('Username or e-mail').fill('nobody');
  await page.getByLabel('Password').fill('not a password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  found.push(...(await look(page, 'a refused sign-in')));
  expect(found).toEqual([]);
});
