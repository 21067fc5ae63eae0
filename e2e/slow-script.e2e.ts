import { expect, test } from './house.ts';

test('what somebody types before the page’s script arrives stays when it does', async ({
  house,
  browser,
}) => {
  const context = await browser.newContext({ storageState: await house.member('slow', 'Signe Lång') });
  const page = await context.newPage();
  const script = Promise.withResolvers<void>();
  await page.route(/\/_app\/.+\.js/, async (route) => {
    await script.promise;
    await route.continue();
  });
  await page.goto(`${house.url}/new?c=house`, { waitUntil: 'commit' });
  await page.getByLabel('Title').fill('Who mends the gate?');
  await page.getByLabel('Your text').fill('It squeaks.');
  script.resolve();
  // The toolbar is there once the script runs.
  await expect(page.getByRole('toolbar')).toBeVisible();
  await expect(page.getByLabel('Title')).toHaveValue('Who mends the gate?');
  await expect(page.getByLabel('Your text')).toHaveValue('It squeaks.');
  await context.close();
});
