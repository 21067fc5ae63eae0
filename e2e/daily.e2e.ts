import type { Page } from '@playwright/test';
import { expect, openTopic, reply, test } from './house.ts';
import { look } from './look.ts';

/** A topic's title in a list. */
const title = (page: Page, name: string) =>
  page.getByRole('heading', { level: 2 }).getByRole('link', { name });

/** Who has read the first posts of a topic, and not what came since. */
async function hasRead(page: Page, url: string, topicId: string, last: number): Promise<void> {
  const answer = await page.request.put(`${url}/api/v1/topics/${topicId}/reading`, {
    data: { ranges: [[1, last]], stayed: true },
    headers: { origin: url },
  });
  expect(answer.status()).toBe(200);
}

async function firstUnread(page: Page, url: string, topicId: string): Promise<number | null> {
  const { topic } = await (await page.request.get(`${url}/api/v1/topics/${topicId}`)).json();
  return topic.firstUnreadNumber;
}

/** A post counts as read once it was looked at for a while and the page has said so, every five seconds. */
async function allRead(page: Page, url: string, topicId: string): Promise<void> {
  await expect.poll(() => firstUnread(page, url, topicId)).toBeNull();
}

/** Brings a post in sight and looks at it until it counts as read, as all before it do. */
async function lookAt(page: Page, url: string, { topicId, number }: { topicId: string; number: number }) {
  await page.locator(`#post-${number}`).scrollIntoViewIfNeeded();
  await expect
    .poll(
      async () => {
        // As when somebody turns to another tab: the page says at once what was read.
        await page.evaluate(`dispatchEvent(new Event('visibilitychange'))`);
        return (await firstUnread(page, url, topicId)) ?? Infinity;
      },
      { intervals: [300] },
    )
    .toBeGreaterThan(number);
}

/** The post at the top of the screen, and how far below its edge it begins. */
const PLACE = `(() => {
  const post = [...document.querySelectorAll('article.post')].find((p) => p.getBoundingClientRect().bottom > 96);
  return { number: post.dataset.number, top: post.getBoundingClientRect().top };
})()`;

for (const width of [1280, 390]) {
  test(`a member’s day at ${width} px: unread, the first unread post, the end, what is next`, async ({
    house,
    browser,
  }) => {
    const viewport = { width, height: 900 };
    const writer = await (
      await browser.newContext({ storageState: await house.member(`gunnar${width}`, 'Gunnar') })
    ).newPage();
    const page = await (
      await browser.newContext({ viewport, storageState: await house.member(`hedda${width}`, 'Hedda') })
    ).newPage();
    // Who is new here may not write so much in so short a time.
    await house.server.query(`update account set trust = 'trusted' where handle = 'gunnar${width}'`);
    const stairs = await openTopic(writer, house.url, `The stairs at ${width}`, 'They creak.');
    const gate = await openTopic(writer, house.url, `The gate at ${width}`, 'It squeaks.');
    for (let n = 2; n <= 30; n++)
      await reply(writer, house.url, stairs.topicId, `Stair ${n} creaks.\n\n`.repeat(4));
    await hasRead(page, house.url, stairs.topicId, 24);
    await hasRead(page, house.url, gate.topicId, 1);
    for (let n = 31; n <= 34; n++) await reply(writer, house.url, stairs.topicId, `Stair ${n} creaks.`);
    await reply(writer, house.url, gate.topicId, 'It still does.');

    await test.step('Unread says how many wait, and each title leads to the first unread post', async () => {
      await page.goto(`${house.url}/?f=unread`);
      await expect(async () => {
        await page.reload();
        await expect(title(page, `The gate at ${width}`)).toBeVisible({ timeout: 500 });
        await expect(title(page, `The stairs at ${width}`)).toBeVisible({ timeout: 500 });
      }).toPass();
      expect(await look(page, 'the unread list')).toEqual([]);
      await page.setViewportSize(viewport);
      await title(page, `The stairs at ${width}`).click();
      await expect(page).toHaveURL(/\/25(#post-25)?$/);
      await expect(page.locator('#post-25')).toBeInViewport();
    });

    await test.step('back comes to the same place within 8 px', async () => {
      await page.mouse.wheel(0, 700);
      let at = { number: '0', top: 0 };
      // The scrolling is over, and the address says where it ended.
      await expect
        .poll(async () => {
          const before = at;
          at = await page.evaluate<typeof at>(PLACE);
          return at.top === before.top && new RegExp(`/${at.number}$`).test(new URL(page.url()).pathname);
        })
        .toBe(true);
      await page
        .locator(`#post-${at.number} a[href^="/u/"]`)
        .last()
        .evaluate((link) => link.click());
      await expect(page).toHaveURL(/\/u\/gunnar/);
      await page.goBack();
      await expect(page.locator(`#post-${at.number}`)).toBeVisible();
      await expect
        .poll(async () => {
          const top = await page
            .locator(`#post-${at.number}`)
            .evaluate((post) => post.getBoundingClientRect().top);
          return Math.abs(top - at.top);
        })
        .toBeLessThanOrEqual(8);
    });

    await test.step('at the end stands the next topic with unread posts, and then that all is read', async () => {
      for (let number = 25; number <= 34; number++)
        await lookAt(page, house.url, { topicId: stairs.topicId, number });
      await page.keyboard.press('End');
      const next = page.getByRole('region', { name: 'Where to go from here' });
      await next.getByRole('link', { name: `The gate at ${width}` }).click();
      await expect(page).toHaveURL(/\/2(#post-2)?$/);
      await expect(page.getByRole('article', { name: /^Post 2 by Gunnar/ })).toBeVisible();
      await allRead(page, house.url, gate.topicId);
      await page.goto(`${house.url}/?f=unread`);
      await expect(async () => {
        await page.reload();
        await expect(page.getByText('Nothing unread')).toBeVisible({ timeout: 500 });
      }).toPass();
    });

    await test.step('a topic is muted, and leaves the lists', async () => {
      await page.goto(`${house.url}/t/${gate.topicId}`);
      await page.getByLabel('Now: Tracking').click();
      await page.getByRole('button', { name: 'Mute' }).click();
      await expect(page.getByLabel('Now: Muted')).toBeVisible();
      await page.goto(house.url);
      await expect(title(page, `The stairs at ${width}`)).toBeVisible();
      await expect(title(page, `The gate at ${width}`)).toHaveCount(0);
    });
    await page.screenshot({ path: `test-results/daily-${width}.png` });
    await writer.context().close();
    await page.context().close();
  });
}
