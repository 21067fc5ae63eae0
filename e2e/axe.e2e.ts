import { expect, type Page, test } from '@playwright/test';
import { look } from './look.ts';
import { addressOf, pageRoutes, routeOf } from './pages.ts';
import { type SiteServer, startSite } from './server.ts';

const TITLE = 'axe finds nothing serious, and nothing is wider than the screen';

const NOT_YET = 'not looked at yet';

/** Pages that are not looked at here, and why. */
const ELSEWHERE: Record<string, string> = {
  '/settings/fediverse': NOT_YET,
  '/invite/[token]': 'first-visit.e2e.ts looks at an invitation',
  '/login/held': 'sends itself on as soon as it is shown',
  '/t/[id=id]/proposal/[proposal=id]/outcome': 'decision.e2e.ts looks at it, once a vote has ended',
  '/t/[id=id]/tree/[[n=number]]': 'leads on to the page of the topic, which is looked at as a tree, too',
  '/unsubscribe': 'opens with the key of a mail; without one it is the page for errors',
};

/** Pages that only somebody without a session sees. */
const DOORS = ['/login', '/signup', '/reset-password', '/verify', '/2fa', '/erased'];

test.describe.configure({ mode: 'serial' });

let site: SiteServer;
const seen = new Set<string>();
test.beforeAll(async () => {
  site = await startSite({ seed: 'demo' });
});
test.afterAll(() => site.close());

async function visit(page: Page, paths: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const answer = await page.goto(site.url + path, { waitUntil: 'load' });
    if (path !== '/nothing-here' && !answer?.ok()) found.push(`${path} answered ${answer?.status()}`);
    else seen.add(routeOf(decodeURIComponent(new URL(page.url()).pathname)) ?? '');
    found.push(...(await look(page, path)));
  }
  return found;
}

async function ask<T>(page: Page, path: string): Promise<T> {
  return (await (await page.request.get(`${site.url}/api/v1${path}`)).json()) as T;
}

async function make<T>(page: Page, path: string, data: object): Promise<T> {
  const answer = await page.request.post(`${site.url}/api/v1${path}`, {
    data,
    headers: { origin: site.url },
  });
  const text = await answer.text();
  expect(answer.ok(), `${path}: ${text}`).toBe(true);
  return (text === '' ? null : JSON.parse(text)) as T;
}

interface TopicRow {
  id: string;
  slug: string;
  kind: string;
  postCount: number;
}

/** The demo's topics of one kind, the longest first. */
async function topics(page: Page, kind: 'discussion' | 'election'): Promise<TopicRow[]> {
  const { items } = await ask<{ items: TopicRow[] }>(page, '/topics?limit=100');
  return items.filter((topic) => topic.kind === kind).toSorted((a, b) => b.postCount - a.postCount);
}

/** An election that is over, with Ingrid as its returning officer. */
async function conductedElection(): Promise<string> {
  const [{ id }] = (await site.query(
    `select id from election where procedure = 'officers' and phase = 'result'`,
  )) as [{ id: string }];
  return id;
}

/** An election that is being set up by the rules of another. */
async function setUp(page: Page, conducted: string): Promise<string> {
  const { bylaws } = await ask<{ bylaws: object }>(page, `/elections/${conducted}/process`);
  const { id } = await make<{ id: string }>(page, '/election-drafts', {});
  const terms = { category: 'meeting-room', title: 'A new owl', seats: 1, office: null, bylaws };
  const kept = await page.request.patch(`${site.url}/api/v1/election-drafts/${id}`, {
    data: { terms },
    headers: { origin: site.url },
  });
  expect(kept.status()).toBe(204);
  return id;
}

/** Something of everything that a page can be about, by the parameters of their addresses. */
async function things(page: Page): Promise<Record<string, string>> {
  const discussions = await topics(page, 'discussion');
  const conducted = await conductedElection();
  const values: Record<string, string> = {
    '/t id': discussions[0]?.id ?? '',
    '/e id': conducted,
    '/e/setup id': await setUp(page, conducted),
  };
  for (const { id } of discussions) {
    const about = await ask<Record<'proposals' | 'senseChecks', { id: string; state?: string }[]>>(
      page,
      `/topics/${id}/proposals`,
    );
    const proposal = about.proposals.find(({ state }) => state === 'open');
    const [check] = about.senseChecks;
    if (proposal) Object.assign(values, { '/t/[id=id]/proposal/[ id': id, '/t proposal': proposal.id });
    if (check) Object.assign(values, { '/t/[id=id]/sense/[ id': id, '/t check': check.id });
  }
  const decisions = await ask<{ items: { id: string }[] }>(page, '/decisions');
  const message = await make<{ topicId: string }>(page, '/messages', {
    people: ['tomasz'],
    title: 'About the canoe',
    raw: 'Is it yours?',
  });
  await make(page, '/groups', { slug: 'board', name: 'The board', description: '', visibility: 'public' });
  const poll = await make<{ number: number }>(page, `/topics/${values['/t id']}/posts`, {
    raw: 'When?\n\n```poll\nWhich day?\n- Monday\n- Tuesday\n```',
  });
  return {
    ...values,
    '/decisions id': decisions.items[0]?.id ?? '',
    '/messages id': message.topicId,
    '/groups slug': 'board',
    '/t n': '1',
    '/t/[id=id]/poll n': String(poll.number),
    '/admin address': 'laundry',
    '/tag tag': 'money',
    '/u name': 'tomasz',
    '/c path': 'house',
  };
}

test(`${TITLE}, on every page of the staff of the demo association`, async ({ page }) => {
  test.setTimeout(1_500_000);
  const entered = await page.request.post(`${site.url}/api/v1/sessions`, {
    data: { login: 'ingrid', password: 'folkmoot-demo' },
    headers: { origin: site.url },
  });
  expect(entered.status()).toBe(201);

  const values = await things(page);
  const inside = pageRoutes().filter((route) => !DOORS.includes(route) && !(route in ELSEWHERE));
  const addresses = inside.map((route) => addressOf(route, values) ?? `${route} needs a value in things()`);
  const lists = ['new', 'unread', 'following', 'top'].map((f) => `/?f=${f}`);
  const others = [
    '/c/house/laundry',
    '/c/meeting-room/elections',
    '/search?q=boiler+has:soul',
    '/search?q=boiler',
    '/search?q=nothingatallhasthisword',
    `/t/${values['/t/[id=id]/proposal/[ id']}`,
    `/t/${values['/t/[id=id]/sense/[ id']}`,
    ...(await topics(page, 'election')).flatMap(({ id }) => [
      `/t/${id}`,
      `/e/${id}`,
      `/e/${id}/ballot`,
      `/e/${id}/result`,
    ]),
  ];
  const found = await visit(page, [...addresses, ...lists, ...others]);

  await page.goto(`${site.url}/t/${values['/t id']}`);
  await page.getByRole('link', { name: 'Reply to post 1', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Your text' })).toBeVisible();
  found.push(...(await look(page, 'the composer')));
  expect(found).toEqual([]);
});

test(`${TITLE}, on every page of a guest`, async ({ page }) => {
  test.setTimeout(900_000);
  const [discussion] = await topics(page, 'discussion');
  const doors = ['/', ...DOORS, '/reset-password?token=x', '/nothing-here'];
  const found = await visit(page, [...doors, `/t/${discussion?.id}`]);

  await page.goto(`${site.url}/login`);
  await page.getByLabel('Username or e-mail').fill('nobody');
  await page.getByLabel('Password').fill('not a password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  found.push(...(await look(page, 'a refused sign-in')));
  expect(found).toEqual([]);
});

test('no page was left out without a reason', () => {
  expect(pageRoutes().filter((route) => !seen.has(route) && !(route in ELSEWHERE))).toEqual([]);
  expect(Object.keys(ELSEWHERE).filter((route) => !pageRoutes().includes(route))).toEqual([]);
});
