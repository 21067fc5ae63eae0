import { expect, openTopic, reply, test } from './house.ts';

const numbersOn = (page: import('@playwright/test').Page) =>
  page
    .locator('article.post')
    .evaluateAll((articles) => articles.map((article) => Number(article.dataset['number'])));

test('a reader sees new, edited, deleted and restored posts without reloading', async ({
  house,
  browser,
}) => {
  const writer = await (
    await browser.newContext({ storageState: await house.member('anja', 'Ana') })
  ).newPage();
  const reader = await (
    await browser.newContext({ storageState: await house.member('benno', 'Ben') })
  ).newPage();
  const topic = await openTopic(writer, house.url, 'Is the boiler still warm?', 'It hums, but does it heat?');
  const address = `${house.url}/t/${topic.topicId}/${topic.slug}`;
  await reader.goto(address);
  await reader.evaluate('globalThis.sameDocument = true');

  await test.step('new', async () => {
    await writer.goto(address);
    await writer.getByRole('link', { name: 'Reply to post 1' }).click();
    await writer.getByRole('textbox', { name: 'Your text' }).fill('Forty degrees at the tap.');
    await writer.getByRole('button', { name: 'Send the reply' }).click();
    await expect(writer.getByRole('article', { name: 'Post 2 by Ana' })).toContainText('Forty degrees');
    await expect(reader.getByRole('article', { name: 'Post 2 by Ana, unread, in reply to 1' })).toContainText(
      'Forty',
    );
    await expect(reader.locator('p[aria-live=polite]')).toContainText('1 new post');
  });

  await test.step('edited', async () => {
    await writer.getByRole('link', { name: 'Edit post 2' }).click();
    await writer.getByRole('textbox', { name: 'Your text' }).fill('Fifty degrees at the tap.');
    await writer.getByRole('button', { name: 'Save' }).click();
    await expect(reader.getByRole('article', { name: 'Post 2 by Ana' })).toContainText('Fifty degrees');
  });

  await test.step('deleted and restored', async () => {
    await writer.getByLabel('Delete post 2').click();
    await writer
      .getByRole('article', { name: 'Post 2 by Ana' })
      .getByRole('button', { name: 'Delete' })
      .click();
    await expect(reader.getByRole('heading', { name: 'Ana deleted post 2' })).toBeVisible();
    await expect(reader.getByText('Fifty degrees')).toHaveCount(0);
    await writer.getByRole('button', { name: 'Undo: restore post 2' }).click();
    await expect(reader.getByRole('article', { name: 'Post 2 by Ana' })).toContainText('Fifty degrees');
  });

  expect(await reader.evaluate('globalThis.sameDocument')).toBe(true);
  await writer.context().close();
  await reader.context().close();
});

test('a tab that was offline catches up in order, each post once', async ({ house, browser }) => {
  const writer = await (
    await browser.newContext({ storageState: await house.member('chloe', 'Chi') })
  ).newPage();
  const reader = await (
    await browser.newContext({ storageState: await house.member('dora', 'Dan') })
  ).newPage();
  const topic = await openTopic(writer, house.url, 'The bicycle cellar', 'Who has the key?');
  await reader.goto(`${house.url}/t/${topic.topicId}/${topic.slug}`);
  await reply(writer, house.url, topic.topicId, 'Reply 2');
  await expect(reader.getByRole('article', { name: 'Post 2 by Chi' })).toBeVisible();

  await reader.context().setOffline(true);
  for (const number of [3, 4, 5, 6, 7]) await reply(writer, house.url, topic.topicId, `Reply ${number}`);
  expect(await numbersOn(reader)).toEqual([1, 2]);
  await reader.context().setOffline(false);

  await expect(reader.getByRole('article', { name: 'Post 7 by Chi' })).toBeVisible({ timeout: 60_000 });
  expect(await numbersOn(reader)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  await writer.context().close();
  await reader.context().close();
});

test('a long topic loads both ways, keeps its place, and remembers what was read', async ({
  house,
  browser,
}) => {
  const page = await (
    await browser.newContext({ storageState: await house.member('elin', 'Eva') })
  ).newPage();
  const topic = await openTopic(page, house.url, 'Ninety replies about the stairs', 'They creak.');
  for (let number = 2; number <= 90; number++) {
    await reply(page, house.url, topic.topicId, `Reply ${number}: the stairs creak on step ${number}.`);
  }
  const guest = await (
    await browser.newContext({ storageState: await house.member('frej', 'Fay') })
  ).newPage();

  await guest.goto(`${house.url}/t/${topic.topicId}/${topic.slug}/45`);
  await expect(guest.locator('#post-45')).toBeInViewport();
  await guest.locator('#post-45').scrollIntoViewIfNeeded();
  await expect(async () => {
    await guest.keyboard.press('End');
    await expect(guest.locator('#post-90')).toBeInViewport({ timeout: 500 });
  }).toPass();
  await expect(guest).toHaveURL(/\/(8\d|90)$/);

  await guest.goto(`${house.url}/t/${topic.topicId}/${topic.slug}/45`);
  await expect(guest.getByRole('slider')).toBeVisible();
  await guest.locator('#post-40').scrollIntoViewIfNeeded();
  await expect(guest.locator('#post-20')).toBeAttached();
  const numbers = await numbersOn(guest);
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  expect(new Set(numbers).size).toBe(numbers.length);
  await expect(guest.locator('#post-40')).toBeInViewport();

  await expect
    .poll(async () => {
      const window = await (
        await guest.request.get(`${house.url}/api/v1/topics/${topic.topicId}?near=40&limit=1`)
      ).json();
      return (window as { posts: { read: boolean }[] }).posts[0]?.read;
    })
    .toBe(true);
  await page.context().close();
  await guest.context().close();
});
