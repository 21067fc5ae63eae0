import { test as base, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { type SiteServer, startSite } from './server.ts';

const PASSWORD = 'three unrelated words';

/** A running site with three categories, and ways to become one of its members. */
export interface House {
  url: string;
  server: SiteServer;
  /** Signs a new member up over the API; answers the storage state of their browser. */
  member(username: string, name: string): Promise<BrowserState>;
}

type BrowserState = Awaited<ReturnType<BrowserContext['storageState']>>;

/** One house for the tests of a worker, in all its files; each test brings members, by names that no other uses, and topics. */
export const test = base.extend<object, { house: House }>({
  house: [
    // eslint-disable-next-line no-empty-pattern -- Playwright wants the pattern
    async ({ browser }, use) => {
      const server = await startSite();
      await server.query(
        `insert into category (slug, name, description, position)
         values ('house', 'The house', 'Roof, boiler, stairs', 1),
                ('money', 'Money', 'Budget and fees', 2)`,
      );
      await server.query(
        `insert into category (slug, name, description, visibility, permissions, position)
         select 'members', 'Members only', 'For those who live here', 'members',
           jsonb_set(permissions, '{guests}', '[]'), 3
         from category where slug = 'house'`,
      );
      await use({
        url: server.url,
        server,
        member: async (username, name) => {
          const state = await signUp(browser, server.url, { username, name });
          // Tests write more in a minute than newcomers may in a day.
          await server.query(`update account set trust = 'trusted' where handle = $1`, [username]);
          return state;
        },
      });
      await server.close();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});
export { expect } from '@playwright/test';

/** Signs a new member up over the API; answers the storage state of their browser. */
export async function signUp(
  browser: Browser,
  url: string,
  { username, name }: { username: string; name: string },
): Promise<BrowserState> {
  const context = await browser.newContext();
  const answer = await context.request.post(`${url}/api/v1/accounts`, {
    data: { email: `${username}@example.org`, password: PASSWORD, username, name },
    headers: { origin: url },
  });
  if (!answer.ok()) throw new Error(`Sign-up of ${username}: ${answer.status()} ${await answer.text()}`);
  const state = await context.storageState();
  await context.close();
  return state;
}

/** Opens a topic over the API as the member of this page; answers its address. */
export async function openTopic(page: Page, url: string, title: string, raw: string): Promise<TopicAddress> {
  const answer = await page.request.post(`${url}/api/v1/topics`, {
    data: { category: 'house', title, raw },
    headers: { origin: url },
  });
  if (!answer.ok()) throw new Error(`New topic: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as TopicAddress;
}

/** Writes a reply over the API as the member of this page. */
export async function reply(page: Page, url: string, topicId: string, raw: string): Promise<TopicAddress> {
  const answer = await page.request.post(`${url}/api/v1/topics/${topicId}/posts`, {
    data: { raw },
    headers: { origin: url },
  });
  if (!answer.ok()) throw new Error(`Reply: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as TopicAddress;
}

export interface TopicAddress {
  topicId: string;
  slug: string;
  number: number;
  postId: string;
}
