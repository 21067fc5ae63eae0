import type { Browser, BrowserContext } from '@playwright/test';
import { expect, openTopic, test } from './house.ts';

/** What a reading page may bring in all, as the server compresses it (kB of 1000 bytes). */
const BUDGET = 90;

type BrowserState = Awaited<ReturnType<BrowserContext['storageState']>>;

/** The script bytes that a page fetches by itself, until it hears the live room: nothing comes after that. */
async function scriptWeight(browser: Browser, url: string, storageState?: BrowserState): Promise<number> {
  const context = await browser.newContext(storageState ? { storageState } : {});
  const page = await context.newPage();
  const weights: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() !== 'script') return;
    weights.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  const live = page.waitForEvent('websocket');
  await page.goto(url, { waitUntil: 'load' });
  await live;
  const total = (await Promise.all(weights)).reduce((sum, one) => sum + one, 0);
  await context.close();
  return total / 1000;
}

test('a page for reading brings at most 90 kB of JavaScript, with what makes it live', async ({
  house,
  browser,
}) => {
  const storageState = await house.member('budget', 'Bo Lätt');
  const context = await browser.newContext({ storageState });
  const topic = await openTopic(
    await context.newPage(),
    house.url,
    'How heavy is a page?',
    'Let us weigh it.',
  );
  await context.close();
  const pages = ['/', '/c/house', `/t/${topic.topicId}/${topic.slug}`];
  for (const path of pages) {
    for (const state of [undefined, storageState]) {
      const weight = await scriptWeight(browser, house.url + path, state);
      const name = `${path} for ${state ? 'a member' : 'a guest'}`;
      // Less would mean that nothing was weighed.
      expect(weight, name).toBeGreaterThan(30);
      test.info().annotations.push({ type: 'kB of script', description: `${name}: ${weight.toFixed(1)}` });
      expect(weight, name).toBeLessThanOrEqual(BUDGET);
    }
  }
});
