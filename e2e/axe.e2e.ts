import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, openTopic, reply, test } from './house.ts';

/** What axe calls serious or critical, in words that name the page's element. */
async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test(`axe finds nothing serious on any page, ${colorScheme}, ${width} px`, async ({ house, browser }) => {
      const member = await house.member(`axe-${colorScheme}-${width}`, 'Alva Ek');
      await house.server.folkmoot('user', `axe-${colorScheme}-${width}`, '--role', 'staff');
      const look = { colorScheme, viewport: { width, height: 900 } };
      const inside = await (await browser.newContext({ ...look, storageState: member })).newPage();
      const topic = await openTopic(
        inside,
        house.url,
        'Who mends the gate?',
        'It **squeaks**.\n\n> badly\n\n- a\n- b',
      );
      const second = await reply(inside, house.url, topic.topicId, '`I` have [asked](https://example.org).');
      await inside.request.delete(`${house.url}/api/v1/posts/${second.postId}`, {
        headers: { origin: house.url },
      });
      await reply(inside, house.url, topic.topicId, 'She comes on Friday.');
      const at = `/t/${topic.topicId}`;

      const found: string[] = [];
      const visit = async (page: Page, path: string) => {
        await page.goto(house.url + path, { waitUntil: 'networkidle' });
        found.push(...(await faults(page)).map((fault) => `${path} ${fault}`));
        const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
        if (overflow > 0) found.push(`${path} is ${overflow} px wider than the screen`);
      };
      const own = `/u/axe-${colorScheme}-${width}`;
      const parts = ['', '/reply/1', '/edit/1', '/history/1', `/${topic.slug}`].map((part) => at + part);
      const elsewhere = [
        '/',
        '/c/house',
        '/c/house/elections',
        '/new',
        '/remote',
        '/admin/mail',
        '/about',
        own,
      ];
      for (const path of [...parts, ...elsewhere]) {
        await visit(inside, path);
      }
      await inside.goto(`${house.url}${at}/${topic.slug}`);
      await inside.getByRole('link', { name: 'Reply to post 1' }).click();
      found.push(...(await faults(inside)).map((fault) => `composer ${fault}`));

      const outside = await (await browser.newContext(look)).newPage();
      for (const path of ['/', '/login', '/signup', `${at}/${topic.slug}`, '/nothing-here'])
        await visit(outside, path);
      expect(found).toEqual([]);
      await inside.context().close();
      await outside.context().close();
    });
  }
}
