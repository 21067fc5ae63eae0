import { expect, openTopic, reply, test } from './house.ts';

/*
 * The walk, written down: a member with a keyboard and nothing else.
 * 1. `?` shows the keys, Esc closes them.          5. `r` answers that post; Ctrl+Enter sends it.
 * 2. `g n` goes to New, `j` to its first topic.    6. `m m` mutes the topic, and the button says so.
 * 3. Enter opens it, with the focus on the title.  7. `#` asks for a number, Enter goes to that post.
 * 4. `j` moves post by post, each in full sight.   8. With the keys turned off, none of this happens.
 * After 5: `q` quotes the post that has the focus.
 */
test('a member reads, answers, mutes and jumps with the keyboard only', async ({ house, browser }) => {
  const writer = await (
    await browser.newContext({ storageState: await house.member('ingemar', 'Ingemar') })
  ).newPage();
  const page = await (
    await browser.newContext({
      viewport: { width: 1280, height: 900 },
      storageState: await house.member('jorunn', 'Jorunn'),
    })
  ).newPage();
  await house.server.query(`update account set trust = 'trusted' where handle in ('ingemar', 'jorunn')`);
  const topic = await openTopic(writer, house.url, 'Who waters the plants?', 'They are dry.');
  for (let n = 2; n <= 8; n++) await reply(writer, house.url, topic.topicId, `Day ${n}: still dry.`);
  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

  await page.goto(house.url);
  await expect(page.getByRole('link', { name: 'Who waters the plants?' }).first()).toBeVisible();
  await expect(async () => {
    await press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible({ timeout: 1000 });
  }).toPass();
  await press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await press('g', 'n');
  await expect(page).toHaveURL(/f=new/);
  const row = page
    .getByRole('article')
    .filter({ hasText: 'Who waters the plants?' })
    .getByRole('heading')
    .getByRole('link');
  await expect(row).toBeVisible();
  await expect(async () => {
    await press('j');
    await expect(row).toBeFocused({ timeout: 200 });
  }).toPass();
  await press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Who waters the plants?');

  await expect(async () => {
    await press('j');
    await expect(page.locator('#post-3')).toBeFocused({ timeout: 200 });
  }).toPass();
  const top = await page.locator('#post-3').evaluate((post) => post.getBoundingClientRect().top);
  // Below the page's own bar, so that nothing hides what has the focus.
  expect(top).toBeGreaterThanOrEqual(56);
  await press('k');
  await expect(page.locator('#post-2')).toBeFocused();

  await press('r');
  const field = page.getByRole('textbox', { name: 'Your text' });
  await expect(field).toBeFocused();
  // Keys in a field are text.
  await page.keyboard.type('I do, mm, from today.');
  await press('Control+Enter');
  await expect(page.getByRole('article', { name: /^Post 9 by Jorunn, in reply to 2/ })).toContainText('mm');

  await page.locator('#post-3').focus();
  await press('q');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue(/> Day 3: still dry\./);
  await press('Escape');
  await expect(field).toHaveCount(0);

  await press('m', 'm');
  await expect(page.getByLabel('Now: Muted')).toBeVisible();
  await press('#');
  await expect(page.getByRole('spinbutton', { name: 'Post number' }).first()).toBeFocused();
  await page.keyboard.type('7');
  await press('Enter');
  await expect(page).toHaveURL(/\/7(#post-7)?$/);

  await page.goto(`${house.url}/keyboard`);
  await page.getByRole('button', { name: 'Turn them off' }).focus();
  await press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Single keys are off' })).toBeVisible();
  await press('g', 'n');
  // Had it begun to go anywhere, this button would be gone.
  await page.getByRole('button', { name: 'Turn them on' }).click();
  await expect(page.getByRole('button', { name: 'Turn them off' })).toBeVisible();
  await expect(page).toHaveURL(/\/keyboard$/);
  await page.screenshot({ path: 'test-results/keyboard-only.png' });
  await writer.context().close();
  await page.context().close();
});
