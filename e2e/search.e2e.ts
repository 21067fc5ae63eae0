import type { Page } from '@playwright/test';
import { expect, openTopic, reply, test } from './house.ts';
import { look } from './look.ts';

test.use({ actionTimeout: 15_000 });

const found = (page: Page) => page.getByRole('region', { name: 'Posts' }).getByRole('listitem');

for (const width of [1280, 390])
  test(`a member of ${width} px finds what was said: by words, phrase, author and place, and in spite of a slip`, async ({
    house,
    browser,
  }) => {
    const writer = await (
      await browser.newContext({ storageState: await house.member(`finds-w${width}`, 'Wilma Skriver') })
    ).newPage();
    const context = await browser.newContext({
      storageState: await house.member(`finds${width}`, 'Finn Finnare'),
      viewport: { width, height: 900 },
    });
    const page = await context.newPage();
    // Words that no other test writes, nor the other width.
    const word = width === 390 ? 'marmalade' : 'periscope';
    const topic = await openTopic(
      page,
      house.url,
      `The ${word} of the third floor`,
      `Who has seen the old ${word}?`,
    );
    await reply(writer, house.url, topic.topicId, `I have the ${word}, it hangs in the attic.`);
    await reply(writer, house.url, topic.topicId, `In the attic hangs no old one.`);
    const other = await openTopic(writer, house.url, `Another ${word} to buy`, `A ${word} costs 200 kr.`);
    const ask = async (q: string) => {
      const field = page.getByRole('main').getByRole('searchbox');
      await field.fill(q);
      await field.press('Enter');
      await expect(page).toHaveURL(
        new RegExp(`[?&]q=${encodeURIComponent(q).replaceAll('%20', '\\+')}(&|$)`),
      );
    };

    await test.step('from the field of any page, titles first, each hit with its words marked', async () => {
      await page.goto(house.url);
      if (width === 390) await page.getByRole('banner').getByRole('link', { name: 'Search' }).click();
      else await page.getByRole('banner').getByRole('searchbox').fill(word);
      if (width === 390) await page.getByRole('main').getByRole('searchbox').fill(word);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('region', { name: 'Topics' }).getByRole('listitem')).toHaveCount(2);
      await expect(found(page)).toHaveCount(3);
      await expect(found(page).first().locator('mark').first()).toHaveText(word);
      expect(await look(page, 'what was found')).toEqual([]);
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: `test-results/search-${width}.png` });
    });

    await test.step('narrowed by author, place, phrase and what must not be there', async () => {
      await ask(`${word} by:finds-w${width}`);
      await expect(found(page)).toHaveCount(2);
      await ask(`${word} in:title`);
      await expect(page.getByRole('region', { name: 'Topics' }).getByRole('listitem')).toHaveCount(2);
      await expect(found(page)).toHaveCount(0);
      await ask(`"old ${word}"`);
      await expect(found(page)).toHaveCount(1);
      await ask(`${word} -attic -kr`);
      await expect(found(page)).toHaveCount(1);
      await ask(`${word} category:money`);
      await expect(page.getByText('Nothing found')).toBeVisible();
    });

    await test.step('in spite of a slip', async () => {
      await ask(word.replace(/(.)(.)$/, '$2$1'));
      await expect(page.getByRole('link', { name: `The ${word} of the third floor` })).toBeVisible();
    });

    await test.step('what cannot be asked for is said, and the rest is looked for', async () => {
      await ask(`${word} after:someday`);
      await expect(page.getByRole('status').filter({ hasText: 'this is no date' })).toBeVisible();
      await expect(found(page)).toHaveCount(3);
    });

    await test.step('inside one topic, from its page', async () => {
      await page.goto(`${house.url}/t/${other.topicId}`);
      await page
        .getByRole('link', { name: 'Search in this topic' })
        .filter({ visible: true })
        .first()
        .click();
      const field = page.getByRole('main').getByRole('searchbox');
      await field.press('End');
      await field.pressSequentially(` ${word}`);
      await field.press('Enter');
      await expect(page).toHaveURL(new RegExp(`topic%3A.*${word}`));
      await expect(found(page)).toHaveCount(1);
      await expect(found(page)).toContainText('costs');
    });

    await test.step('where nothing is, it says what to try', async () => {
      await ask('zzzqqq');
      await expect(page.getByText('Nothing found')).toBeVisible();
      await expect(page.getByText('Try fewer or other words')).toBeVisible();
      await page.screenshot({ path: `test-results/search-nothing-${width}.png` });
    });
    await writer.context().close();
    await context.close();
  });
