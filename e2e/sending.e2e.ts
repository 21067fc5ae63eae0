import type { Page } from '@playwright/test';
import { expect, openTopic, test } from './house.ts';
import { look } from './look.ts';

test.use({ actionTimeout: 15_000 });

const text = (page: Page) => page.getByLabel('Your text');

for (const width of [1280, 390])
  test(`what is sent at ${width} px stands in its topic at once; what fails can be sent again, changed or taken elsewhere`, async ({
    house,
    browser,
  }) => {
    const viewport = { width, height: 900 };
    const context = await browser.newContext({
      storageState: await house.member(`sends${width}`, 'Sanna Sänd'),
      viewport,
    });
    const page = await context.newPage();
    const { topicId, slug } = await openTopic(page, house.url, `The drain at ${width}`, 'It gurgles.');
    const posts = `**/api/v1/topics/${topicId}/posts`;
    const answer = async (words: string) => {
      await page.getByRole('link', { name: 'Reply to post 1', exact: true }).click();
      await text(page).fill(words);
      await page.getByRole('button', { name: 'Send the reply', exact: true }).click();
    };
    const row = (words: string) => page.locator('[data-pending]').filter({ hasText: words });
    await page.goto(`${house.url}/t/${topicId}/${slug}`);

    await test.step('it is seen while it is on its way, and then it is a post', async () => {
      const arrives = Promise.withResolvers<void>();
      await page.route(posts, async (route) => {
        await arrives.promise;
        await route.continue();
      });
      await answer('I hear it too.');
      await expect(row('I hear it too.')).toContainText('Sending');
      await expect(text(page)).toHaveCount(0);
      arrives.resolve();
      await expect(page.getByRole('article', { name: /^Post 2 by Sanna Sänd/ })).toContainText(
        'I hear it too.',
      );
      await expect(page.locator('[data-pending]')).toHaveCount(0);
      await page.unroute(posts);
    });

    await test.step('without an answer it says so, and goes out once when it is sent again', async () => {
      await page.route(posts, (route) => route.abort('connectionreset'));
      await answer('It gurgles at night.');
      await expect(row('It gurgles at night.').getByRole('alert')).toBeVisible();
      expect(await look(page, 'a reply that waits')).toEqual([]);
      await page.setViewportSize(viewport);
      await page.screenshot({ path: `test-results/sending-waits-${width}.png` });
      await page.unroute(posts);
      await row('It gurgles at night.').getByRole('button', { name: 'Try again now' }).click();
      await expect(page.getByRole('article', { name: /^Post 3 by Sanna Sänd/ })).toContainText('at night');
      await expect(page.locator('[data-pending]')).toHaveCount(0);
    });

    await test.step('what is refused says why, and its writer takes it back to change it', async () => {
      await answer('It gurgles at night.');
      await expect(row('It gurgles at night.').getByRole('alert')).toContainText('the same text');
      await row('It gurgles at night.').getByRole('button', { name: 'Edit' }).click();
      await expect(text(page)).toHaveValue(/^It gurgles at night\.\s*$/);
      await text(page).fill('It gurgles every night.');
      await page.getByRole('button', { name: 'Send the reply', exact: true }).click();
      await expect(page.getByRole('article', { name: /^Post 4 by Sanna Sänd/ })).toContainText('every night');
    });

    await test.step('where the topic was closed meanwhile, it begins another one', async () => {
      await page.getByRole('link', { name: 'Reply to post 1', exact: true }).click();
      await text(page).fill('The plumber comes on Monday.');
      await house.server.query(`update topic set state = 'closed' where id = $1`, [topicId]);
      await page.getByRole('button', { name: 'Send the reply', exact: true }).click();
      await expect(row('The plumber').getByRole('alert')).toContainText('closed');
      await row('The plumber')
        .getByRole('button', { name: /new topic/ })
        .click();
      await expect(page).toHaveURL(/\/new/);
      await expect(text(page)).toHaveValue(/The plumber comes on Monday\./);
      await page.screenshot({ path: `test-results/sending-elsewhere-${width}.png` });
    });
    await context.close();
  });

test('a poll is put together in the composer: what is wrong is said, and nothing is lost', async ({
  house,
  browser,
}) => {
  const context = await browser.newContext({ storageState: await house.member('asks', 'Asta Fråga') });
  const page = await context.newPage();
  const { topicId, slug } = await openTopic(page, house.url, 'When do we paint?', 'The stairs need it.');
  await page.goto(`${house.url}/t/${topicId}/${slug}`);
  await page.getByRole('link', { name: 'Reply to post 1', exact: true }).click();
  await text(page).fill('Let us choose.');
  await page.getByRole('button', { name: 'Poll' }).click();
  const dialog = page.getByRole('dialog', { name: 'Ask the readers' });
  await dialog.getByLabel('Options').fill('Saturday');
  // Enter in a field of the poll must not send the reply.
  await dialog.getByLabel('Question').press('Enter');
  await dialog.getByRole('button', { name: 'Put it into the text' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Write a question.');
  await dialog.getByLabel('Question').fill('Which day?');
  await dialog.getByRole('button', { name: 'Put it into the text' }).click();
  await expect(dialog.getByRole('alert')).toContainText('from 2 to 20');
  await dialog.getByLabel('Options').fill('Saturday\nSunday');
  await dialog.getByLabel('Show the result only when the poll closes').check();
  await dialog.getByRole('button', { name: 'Put it into the text' }).click();
  await expect(dialog.getByRole('alert')).toContainText('needs a time');
  await dialog.getByLabel('Show the result only when the poll closes').uncheck();
  await dialog.getByLabel('Public poll: votes are visible to other servers').check();
  await dialog.getByRole('button', { name: 'Put it into the text' }).click();
  await expect(dialog.getByRole('alert')).toContainText('at most 10 options');
  await dialog.getByLabel('Closes (may stay empty)').fill('2099-01-01T12:00');
  await dialog.getByLabel('As many as they like').check();
  expect(await look(page, 'the form of a poll')).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: 'test-results/poll-form-390.png' });
  await dialog.getByRole('button', { name: 'Put it into the text' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(text(page)).toHaveValue(/^Let us choose\.\n\n```poll[^]*Which day\?[^]*- Saturday\n- Sunday/);

  await page.getByRole('button', { name: 'Send the reply', exact: true }).click();
  const poll = page.getByRole('region', { name: /^Poll in post 2/ });
  await poll.getByLabel('Saturday').check();
  await poll.getByLabel('Sunday').check();
  await poll.getByRole('button', { name: 'Vote' }).click();
  await expect(poll.getByText('Sunday').first()).toBeVisible();
  await expect(poll.getByText('members 1, fediverse 0')).toBeVisible();
  await page.screenshot({ path: 'test-results/poll-public-390.png' });
  await expect(poll.getByRole('button', { name: 'Vote' })).toHaveCount(0);
  await context.close();
});
