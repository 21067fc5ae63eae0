import type { Page } from '@playwright/test';
import { expect, test } from './house.ts';
import { look } from './look.ts';
import { type SiteServer, startSite } from './server.ts';

// A community in the north, and the house of all tests, which stands in the south.
let north: SiteServer;
test.beforeAll(async () => {
  north = await startSite({ variables: { AP_ALLOW_PRIVATE: '1' } });
  await north.query(
    `insert into category (slug, name, description, federated) values ('square', 'The square', 'For all', true)`,
  );
});
test.afterAll(() => north.close());
test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

const hostOf = ({ url }: { url: string }) => new URL(url).host;

/** Other servers work at their own pace: what is not there yet is looked for again. */
async function reloadUntil(page: Page, there: () => Promise<boolean>): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.reload();
        return there();
      },
      { timeout: 60_000 },
    )
    .toBe(true);
}

test('a member follows somebody elsewhere, reads and answers them, and a visitor answers from their own server', async ({
  browser,
}) => {
  const south = await startSite({ variables: { AP_ALLOW_PRIVATE: '1' } });
  const faults: string[] = [];
  const join = async (site: SiteServer, username: string, name: string) => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 390, height: 844 },
    });
    const data = { email: `${username}@example.org`, password: 'three unrelated words', username, name };
    await context.request.post(`${site.url}/api/v1/accounts`, { data, headers: { origin: site.url } });
    return context.newPage();
  };
  const write = async (page: Page, title: string, raw: string) => {
    const data = { category: 'square', title, raw };
    const answer = await page.request.post(`${north.url}/api/v1/topics`, {
      data,
      headers: { origin: north.url },
    });
    return (await answer.json()) as { topicId: string; slug: string };
  };
  const [nora, bo] = [await join(north, 'nora', 'Nora Lind'), await join(south, 'bo', 'Bo Ek')];
  await write(nora, 'Said before', 'By this others know me.');

  await test.step('looks her up by her handle and follows her', async () => {
    await bo.goto(`${south.url}/remote`);
    const handle = `@nora@${hostOf(north)}`;
    await bo.getByLabel('Handle or address').fill('@nobody@');
    await bo.getByRole('button', { name: 'Look up' }).click();
    await expect(bo.getByRole('alert')).toContainText('Nothing was found');
    await expect(bo.getByLabel('Handle or address')).toHaveValue('@nobody@');
    await bo.getByLabel('Handle or address').fill(handle);
    await expect(async () => {
      await bo.getByRole('button', { name: 'Look up' }).click();
      await expect(bo.getByRole('heading', { name: 'Nora Lind' })).toBeVisible({ timeout: 2000 });
      // Until the north has told anybody of her she is nobody there.
    }).toPass();
    await bo.getByRole('button', { name: 'Follow', exact: true }).click();
    await expect(bo.getByRole('heading', { level: 1, name: 'Nora Lind' })).toBeVisible();
    await reloadUntil(bo, () => bo.getByRole('button', { name: /^Unfollow/ }).isVisible());
    await expect(bo.getByText(/Known here since/)).toBeVisible();
  });

  const topic = await write(nora, 'Who has a pump?', 'My tyre is *flat*.');
  await test.step('reads her in the feed, opens the thread and answers it', async () => {
    await bo.goto(`${south.url}/remote/feed`);
    await reloadUntil(bo, () => bo.getByText('My tyre is flat.').isVisible());
    await bo.getByRole('link', { name: 'Open' }).first().click();
    await expect(bo.getByRole('heading', { level: 1 })).toHaveText('Who has a pump?');
    await expect(bo.getByRole('button', { name: 'Look for missing replies' })).toBeVisible();
    await bo.getByRole('link', { name: 'Reply', exact: true }).last().click();
    await bo.getByLabel('Your text').fill('I have one.');
    await bo.getByRole('button', { name: 'Send the reply' }).click();
    await nora.goto(`${north.url}/t/${topic.topicId}/${topic.slug}`);
    await reloadUntil(nora, () => nora.getByText('I have one.').isVisible());
    await expect(nora.getByRole('article', { name: /by Bo Ek/ })).toContainText(hostOf(south));
  });

  await test.step('a guest of the north goes home to answer, and finds the thread there', async () => {
    const address = `${north.url}/t/${topic.topicId}/${topic.slug}`;
    await bo.goto(address);
    await bo.getByRole('link', { name: 'Reply from your server' }).click();
    await bo.getByLabel('Your handle').fill(`nobody@${hostOf(south)}`);
    await bo.getByRole('button', { name: 'Go to my server' }).click();
    await expect(bo.getByRole('alert')).toContainText('No server of that name');
    await expect(bo.getByText(address)).toBeVisible();
    await bo.getByLabel('Your handle').fill(`@bo@${hostOf(south)}`);
    await bo.getByRole('button', { name: 'Go to my server' }).click();
    await expect(bo.getByRole('heading', { level: 1 })).toHaveText('Who has a pump?');
    expect(bo.url()).toContain(hostOf(south));
  });

  await test.step('every page is fit to be seen', async () => {
    const context = await browser.newContext({ storageState: await bo.context().storageState() });
    const page = await context.newPage();
    const thread = await write(nora, 'Not here yet', 'Only in the north.');
    for (const [name, path] of [
      ['feed', '/remote/feed'],
      ['found', `/remote?address=@nora@${hostOf(north)}`],
      ['post', `/remote?address=${encodeURIComponent(`${north.url}/t/${thread.topicId}/${thread.slug}`)}`],
      ['profile', `/u/nora@${hostOf(north)}`],
      ['interact', '/interact?path=/t/1/x'],
      ['thread', new URL(bo.url()).pathname],
    ] as const) {
      await page.goto(south.url + path);
      await page.waitForLoadState('networkidle');
      faults.push(...(await look(page, name)));
      for (const [width, colorScheme] of [
        [1280, 'light'],
        [390, 'dark'],
        [390, 'light'],
      ] as const) {
        if (!process.env['SHOTS']) continue;
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        await page.screenshot({
          path: `${process.env['SHOTS']}/${name}-${width}-${colorScheme}.png`,
          fullPage: true,
        });
      }
    }
    await context.close();
    expect(faults).toEqual([]);
  });
  await south.close();
});
