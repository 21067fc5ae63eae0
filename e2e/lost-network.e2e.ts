import type { BrowserContext, Page } from '@playwright/test';
import { expect, openTopic, test } from './house.ts';
import { look } from './look.ts';

const TITLE = 'The boiler on the third floor';

test.use({ serviceWorkers: 'allow', actionTimeout: 15_000 });

/** The worker controls pages from the first visit on, once it has what the program needs. */
async function untilControlled(page: Page): Promise<void> {
  const controlled = () => page.evaluate<boolean>('navigator.serviceWorker?.controller != null');
  await expect.poll(controlled, { timeout: 60_000 }).toBe(true);
}

async function postsOf(page: Page, url: string, topicId: string): Promise<string[]> {
  const answer = await page.request.get(`${url}/api/v1/topics/${topicId}`);
  const { posts } = (await answer.json()) as { posts: { html: string }[] };
  return posts.map(({ html }) => html.replace(/<[^>]+>/g, '').trim());
}

for (const width of [1280, 390]) {
  test(`a member of ${width} px loses the network: pages stay readable, and what they send goes out once`, async ({
    house,
    browser,
  }) => {
    const username = `lost${width}`;
    const context: BrowserContext = await browser.newContext({
      storageState: await house.member(username, 'Lova Nätlös'),
      viewport: { width, height: 800 },
      serviceWorkers: 'allow',
    });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const { topicId, slug } = await openTopic(page, house.url, `${TITLE} (${width})`, 'It knocks at night.');
    const other = await openTopic(
      page,
      house.url,
      `A topic never opened (${width})`,
      'Nobody has read this here.',
    );
    const at = `${house.url}/t/${topicId}/${slug}`;
    await page.goto(house.url);
    await untilControlled(page);
    await page.goto(at);
    await expect(page.getByText('It knocks at night.')).toBeVisible();

    await test.step('without a network, what was read can be read again', async () => {
      await context.setOffline(true);
      await page.reload();
      await expect(page.getByText('It knocks at night.')).toBeVisible();
      await expect(page.getByText('You are offline.')).toBeVisible();
      await expect(page.getByText('This copy was kept:')).toBeVisible();
    });

    await test.step('what was never opened says so, and lists what is kept', async () => {
      await page.goto(`${house.url}/t/${other.topicId}/${other.slug}`);
      await expect(page.getByRole('heading', { name: 'You are offline' })).toBeVisible();
      await page
        .getByRole('link', { name: new RegExp(`${width}`) })
        .first()
        .click();
      await expect(page.getByText('It knocks at night.')).toBeVisible();
    });

    await test.step('replies are kept, each under its own key', async () => {
      await page.getByRole('link', { name: 'Reply to post 1', exact: true }).click();
      for (const text of ['I hear it too.', 'Only after eleven.']) {
        await page.getByLabel('Your text').fill(text);
        await page.getByRole('button', { name: 'Send the reply', exact: true }).click();
        await expect(page.getByText('Your text is kept in this browser')).toBeVisible();
        await expect(page.getByLabel('Your text')).toHaveValue('');
      }
      await expect(page.getByText('2 texts wait to be sent.')).toBeVisible();
      // They are there after the browser was closed on them, too.
      await page.goto(at);
      await expect(page.getByText('2 texts wait to be sent.')).toBeVisible();
      expect(await look(page, 'a page without a network')).toEqual([]);
      await page.setViewportSize({ width, height: 800 });
      await page.screenshot({ path: `test-results/lost-network-offline-${width}.png` });
    });

    await test.step('an answer that is lost on the way does not make a second post', async () => {
      // The server has the first one; this browser never hears of it.
      let lost = 0;
      await context.route(`**/api/v1/topics/${topicId}/posts`, async (route) => {
        if (lost++ > 0) return route.continue();
        await route.fetch();
        await route.abort('connectionreset');
      });
      await context.setOffline(false);
      await expect.poll(() => postsOf(page, house.url, topicId)).toContain('I hear it too.');
      await expect(page.getByRole('button', { name: 'Send now' })).toBeVisible();
      await page.getByRole('button', { name: 'Send now' }).click();
      await expect(page.getByText('What you wrote offline was sent.')).toBeVisible();
      expect(lost).toBeGreaterThanOrEqual(3);
      expect(await postsOf(page, house.url, topicId)).toEqual([
        'It knocks at night.',
        'I hear it too.',
        'Only after eleven.',
      ]);
      await page.getByRole('link', { name: 'See it' }).click();
      await expect(page.getByText('Only after eleven.')).toBeVisible();
      await page.screenshot({ path: `test-results/lost-network-sent-${width}.png` });
    });

    await test.step('nothing of it is left for the next one at this browser', async () => {
      await page.request.post(`${house.url}/logout`, { headers: { origin: house.url } });
      await page.evaluate(`fetch('/logout', { method: 'POST', redirect: 'manual' })`);
      await context.setOffline(true);
      await page.goto(at);
      await expect(page.getByText('No page is kept in this browser yet.')).toBeVisible();
    });
    await context.close();
  });
}
