import type { BrowserContext, Page } from '@playwright/test';
import { expect, openTopic, reply, test } from './house.ts';

test.use({ actionTimeout: 15_000 });

let address: string;
let context: BrowserContext;
let page: Page;

test.beforeAll(async ({ house, browser }) => {
  const writer = await browser.newContext({ storageState: await house.member('hand-writes', 'Hanna Hand') });
  const desk = await writer.newPage();
  const topic = await openTopic(
    desk,
    house.url,
    'A bench for the yard',
    'Who **builds** it? [Plans](https://far.example/plans)',
  );
  for (let n = 2; n <= 12; n++)
    await reply(desk, house.url, topic.topicId, `Board ${n} is cut.\n\nAnd sanded.`);
  await writer.close();
  address = `${house.url}/t/${topic.topicId}/${topic.slug}`;
  context = await browser.newContext({ storageState: await house.member('hand-reads', 'Harry Hand') });
  page = await context.newPage();
});
test.afterAll(() => context.close());

/** Which of the elements that took the focus one after the other lay under something else. */
async function obscured(steps: number): Promise<string[]> {
  const found: string[] = [];
  for (let n = 0; n < steps; n++) {
    await page.keyboard.press('Tab');
    // The page may need a few frames to scroll, and to take away the bar that names a topic further down.
    const hidden = await page.evaluate<string | null>(`(async () => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      for (let frame = 0; frame < 60; frame++) {
        const { left, top, width, height } = element.getBoundingClientRect();
        if (width === 0 || height === 0) return null;
        const x = Math.min(Math.max(left + width / 2, 1), innerWidth - 1);
        const there = [top + 2, top + height / 2, top + height - 2].some((y) => {
          const over = document.elementFromPoint(x, y);
          return over !== null && (element.contains(over) || over.contains(element));
        });
        if (there) return null;
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      return element.outerHTML.slice(0, 120);
    })()`);
    if (hidden) found.push(hidden);
  }
  return found;
}

test('what has the focus is never covered: by the bars at the edges, or by the composer', async () => {
  for (const [width, height] of [
    [1280, 700],
    [640, 700],
    [390, 700],
  ] as const) {
    // A tab of its own, which has no place to go back to; its script has come once it listens.
    await page.close();
    page = await context.newPage();
    await page.setViewportSize({ width, height });
    const live = page.waitForEvent('websocket');
    await page.goto(address);
    await live;
    expect(await obscured(70), `at ${width} px`).toEqual([]);
  }
  await page.setViewportSize({ width: 1280, height: 700 });
  await page.goto(address);
  await page.getByRole('link', { name: 'Reply to post 1', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Your text' })).toBeFocused();
  await page.locator('#post-1 a').first().focus();
  expect(await obscured(50), 'with the composer open').toEqual([]);
});

test('a screen of 1280 px at 200 % loses nothing: everything can be reached and read', async ({ house }) => {
  await page.setViewportSize({ width: 640, height: 450 });
  await page.goto(house.url);
  await page.getByRole('banner').locator('summary').first().click();
  await expect(page.getByRole('banner').getByRole('link', { name: 'Decisions' })).toBeVisible();
  await expect(page.getByRole('banner').getByRole('link', { name: 'Money' })).toBeVisible();
  await page.goto(address);
  await page.getByText('/ 12').first().click();
  await page.getByRole('spinbutton', { name: 'Post number' }).last().fill('9');
  await page.getByRole('spinbutton', { name: 'Post number' }).last().press('Enter');
  await expect(page.locator('#post-9')).toBeInViewport();
  await page.getByRole('link', { name: 'Reply to post 9', exact: true }).click();
  const field = page.getByRole('textbox', { name: 'Your text' });
  await field.fill('I bring the screws.');
  await expect(page.getByRole('button', { name: 'Send the reply', exact: true })).toBeInViewport();
  await page.screenshot({ path: 'test-results/zoom-200.png' });
});

test('nothing moves for those who ask for no motion', async () => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(address);
  await page.getByRole('link', { name: 'Reply to post 2', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Your text' })).toBeVisible();
  const moving = await page.evaluate<string[]>(`[...document.querySelectorAll('*')].filter((element) => {
    const style = getComputedStyle(element);
    const moves = (durations) => durations.split(', ').some((one) => parseFloat(one) > 0);
    return moves(style.transitionDuration) || moves(style.animationDuration) || style.scrollBehavior === 'smooth';
  }).map((element) => element.outerHTML.slice(0, 120))`);
  expect(moving).toEqual([]);
  expect(await page.evaluate('document.getAnimations().length')).toBe(0);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  // Else nothing would be shown by this.
  expect(
    await page.evaluate(`getComputedStyle(document.querySelector('.button')).transitionDuration`),
  ).not.toBe('0s');
});

test('whoever has chosen their own colours sees where they are, what is chosen and what can be pressed', async ({
  house,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.setViewportSize({ width: 1280, height: 900 });
  const style = (selector: string, property: string) =>
    page.evaluate<string>(
      `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).getPropertyValue('${property}')`,
    );

  await page.goto(house.url);
  const lists = 'nav[aria-label="Topic lists"]';
  expect(await style(`${lists} a[aria-current=page]`, 'border-bottom-color')).not.toBe(
    await style(`${lists} a:not([aria-current])`, 'border-bottom-color'),
  );
  // The dot before what is new is drawn by its background alone.
  expect(await style('article .rounded-full.bg-accent', 'background-color')).not.toBe(
    await style('body', 'background-color'),
  );
  await page.goto(address);
  expect(await style('.button-quiet', 'border-top-color')).not.toBe(await style('body', 'background-color'));
  const thanks = page.locator('#post-2').getByRole('button', { name: /^Thanks/ });
  const before = await style('#post-2 button[value=thanks]', 'background-color');
  await thanks.click();
  await expect(thanks).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => style('#post-2 button[value=thanks]', 'background-color')).not.toBe(before);
  await page.keyboard.press('Tab');
  expect(await style(':focus-visible', 'outline-style')).toBe('solid');
  await page.screenshot({ path: 'test-results/forced-colours.png' });
  await page.emulateMedia({ forcedColors: 'none' });
});

test('on paper a topic is its words, black on white, without anything to press', async ({ house }) => {
  await page.goto(`${house.url}/t/${new URL(address).pathname.split('/')[2]}`);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('Board 12 is cut.')).toBeVisible();
  for (const gone of ['header.site', 'footer.site', 'nav', '.button', 'form']) {
    const shown = await page
      .locator(gone)
      .evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
    expect([gone, shown]).toEqual([gone, 0]);
  }
  const [ink] = await page.evaluate<string[]>(`[getComputedStyle(document.body).color]`);
  expect(ink).toBe('rgb(28, 27, 24)');
  // Where a link leads is read off the paper.
  expect(
    await page.evaluate(
      `getComputedStyle(document.querySelector('.prose a[href^="http"]'), '::after').content`,
    ),
  ).toContain('far.example/plans');
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.screenshot({ path: 'test-results/print-topic.png', fullPage: true });
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
});
