import type { Page } from '@playwright/test';
import { expect, type House, openTopic, reply, test } from './house.ts';
import { look } from './look.ts';

async function visit(page: Page, { url }: House, paths: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    await page.goto(url + path, { waitUntil: 'load' });
    found.push(...(await look(page, path)));
  }
  return found;
}

test('axe finds nothing serious on any page of a member, and nothing is wider than the screen', async ({
  house,
  browser,
}) => {
  test.setTimeout(600_000);
  const storageState = await house.member('alva', 'Alva Ek');
  await house.server.folkmoot('user', 'alva', '--role', 'staff');
  const page = await (await browser.newContext({ storageState })).newPage();
  const topic = await openTopic(
    page,
    house.url,
    'Who mends the gate?',
    'It **squeaks**.\n\n> badly\n\n- a\n- b',
  );
  const second = await reply(page, house.url, topic.topicId, '`I` have [asked](https://example.org).');
  await page.request.delete(`${house.url}/api/v1/posts/${second.postId}`, { headers: { origin: house.url } });
  await reply(page, house.url, topic.topicId, 'She comes on Friday.');

  const at = `/t/${topic.topicId}`;
  const parts = ['/reply/1', '/edit/1', '/history/1', `/${topic.slug}`].map((part) => at + part);
  const others = [
    '/',
    '/c/house',
    '/c/house/elections',
    '/new',
    '/remote',
    '/admin/mail',
    '/about',
    '/tools/count',
    '/u/alva',
  ];
  const found = await visit(page, house, [...others, ...parts]);

  await page.getByRole('link', { name: 'Reply to post 1' }).click();
  await expect(page.getByRole('textbox', { name: 'Your text' })).toBeVisible();
  found.push(...(await look(page, 'the composer')));
  expect(found).toEqual([]);
  await page.context().close();
});

test('axe finds nothing serious on any page of a guest, and nothing is wider than the screen', async ({
  house,
  browser,
}) => {
  test.setTimeout(600_000);
  const member = await (
    await browser.newContext({ storageState: await house.member('bo', 'Bo Ek') })
  ).newPage();
  const topic = await openTopic(member, house.url, 'Where is the ladder?', 'It was here.');
  await member.context().close();

  const page = await (await browser.newContext()).newPage();
  const doors = ['/', '/login', '/signup', '/reset-password', '/reset-password?token=x', '/nothing-here'];
  const found = await visit(page, house, [...doors, `/t/${topic.topicId}/${topic.slug}`]);
  await page.goto(`${house.url}/login`);
  await page.getByLabel('Username or e-mail').fill('nobody');
  await page.getByLabel('Password').fill('not a password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  found.push(...(await look(page, 'a refused sign-in')));
  expect(found).toEqual([]);
  await page.context().close();
});
