import type { Browser, BrowserContext, Page } from '@playwright/test';
import { expect, type House, openTopic, test } from './house.ts';

/** A page of a member that stands without its script; calling what is answered lets the script come, and waits for it. */
async function withoutScript(context: BrowserContext, url: string): Promise<[Page, () => Promise<void>]> {
  const page = await context.newPage();
  const script = Promise.withResolvers<void>();
  await page.route(/\/_app\/.+\.js/, async (route) => {
    await script.promise;
    await route.continue();
  });
  // The bell opens the live connection of every member's page, once the script has taken the page over.
  const live = page.waitForEvent('websocket');
  await page.goto(url, { waitUntil: 'commit' });
  return [
    page,
    async () => {
      script.resolve();
      await live;
    },
  ];
}

async function signIn(house: House, browser: Browser, username: string, name: string) {
  return browser.newContext({ storageState: await house.member(username, name) });
}

test('what somebody types before the page’s script arrives stays when it does', async ({
  house,
  browser,
}) => {
  const context = await signIn(house, browser, 'slow', 'Signe Lång');
  const [page, arrive] = await withoutScript(context, `${house.url}/new?c=house`);
  await page.getByLabel('Title').fill('Who mends the gate?');
  await page.getByLabel('Your text').fill('It squeaks.');
  await arrive();
  await expect(page.getByRole('toolbar')).toBeVisible();
  await expect(page.getByLabel('Title')).toHaveValue('Who mends the gate?');
  await expect(page.getByLabel('Your text')).toHaveValue('It squeaks.');
  await context.close();
});

test('what somebody chooses, ticks and opens before the page’s script arrives stays when it does', async ({
  house,
  browser,
}) => {
  const context = await signIn(house, browser, 'slow-choice', 'Sigrid Lång');
  const topic = await openTopic(await context.newPage(), house.url, 'A gate', 'It squeaks.');
  const at = `${house.url}/t/${topic.topicId}`;

  const [lists, listsArrive] = await withoutScript(context, `${house.url}/settings/appearance`);
  const language = lists.locator('main [name=language]');
  const zone = lists.locator('main [name=zone]');
  await language.selectOption('sv');
  await zone.selectOption('Europe/Stockholm');
  await listsArrive();
  await expect(language).toHaveValue('sv');
  await expect(zone).toHaveValue('Europe/Stockholm');

  const [ticks, ticksArrive] = await withoutScript(context, `${house.url}/settings/notifications`);
  const quiet = ticks.locator('[name=quiet]');
  const from = ticks.locator('[name=from]');
  await quiet.check();
  await from.fill('20:30');
  await ticksArrive();
  await expect(quiet).toBeChecked();
  await expect(from).toHaveValue('20:30');

  const [buttons, buttonsArrive] = await withoutScript(context, `${at}/bookmark/1`);
  const week = buttons.locator('[name=remind][value=week]');
  await week.check();
  await buttonsArrive();
  await expect(week).toBeChecked();

  const [menus, menusArrive] = await withoutScript(context, `${at}/${topic.slug}`);
  const menu = menus.locator('[data-key=level]');
  await menu.locator('summary').click();
  await menusArrive();
  await expect(menu).toHaveAttribute('open');
  await menus.keyboard.press('Escape');
  await expect(menu).not.toHaveAttribute('open');
  await context.close();
});
