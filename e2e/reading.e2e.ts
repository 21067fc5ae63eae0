import { expect, openTopic, reply, test } from './house.ts';

test('deleted posts after each other are one line, and the tree of replies has the topic’s own address', async ({
  house,
  browser,
}) => {
  const context = await browser.newContext({ storageState: await house.member('reading-runa', 'Runa') });
  const page = await context.newPage();
  const topic = await openTopic(page, house.url, 'Who took the ladder?', 'It was in the yard.');
  for (let n = 2; n <= 6; n++) {
    const { postId } = await reply(page, house.url, topic.topicId, `Not I, ${n}.`);
    if (n < 3 || n > 5) continue;
    const gone = await page.request.delete(`${house.url}/api/v1/posts/${postId}`, {
      headers: { origin: house.url },
    });
    expect(gone.ok(), await gone.text()).toBe(true);
  }
  const address = `${house.url}/t/${topic.topicId}/${topic.slug}`;

  await page.goto(address);
  await expect(page.getByText('3 deleted posts')).toBeVisible();
  await expect(page.locator('#post-4')).toBeHidden();
  await page.getByText('3 deleted posts').click();
  await expect(page.locator('#post-4')).toBeVisible();
  await page.goto(`${address}/4`);
  // Whoever follows a link to one of them sees it.
  await expect(page.locator('#post-4')).toBeVisible();
  await page.screenshot({ path: 'test-results/deleted-run.png' });

  await page.goto(`${house.url}/t/${topic.topicId}/tree`);
  await expect(page).toHaveURL(`${address}?view=tree`);
  await expect(page.getByRole('link', { name: 'In order' })).toHaveAttribute(
    'href',
    `/t/${topic.topicId}/${topic.slug}`,
  );
  await page.goto(`${address}/2?view=tree`);
  await expect(page.getByRole('link', { name: 'The whole tree' })).toBeVisible();
  await expect(page.locator('#post-6')).toHaveCount(0);
  await context.close();
});
