import { expect, openTopic, reply, test } from './house.ts';

test.use({ javaScriptEnabled: false });

test('somebody without scripts joins, reads, writes, edits, deletes, restores and leaves', async ({
  browser,
  house,
  page,
}) => {
  test.setTimeout(400_000);
  await test.step('joins, and a bad form keeps what was written', async () => {
    await page.goto(house.url);
    await page.getByRole('banner').getByRole('link', { name: 'Join' }).click();
    await page.getByLabel('Your name').fill('Nora Lind');
    await page.getByLabel('Username').fill('nora');
    await page.getByLabel('E-mail').fill('nora@example.org');
    // The browser's own check is passed, the server's is not: spaces count for length, not for a name.
    await page.getByLabel('Username').fill('-no ra-');
    await page.getByLabel('Password').fill('three unrelated words');
    await page.getByRole('button', { name: 'Join with a password' }).click();
    await expect(page.getByRole('alert')).toContainText('not valid yet');
    await expect(page.getByLabel('Username')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel('Your name')).toHaveValue('Nora Lind');
    await page.getByLabel('Username').fill('nora');
    await page.getByLabel('Password').fill('three unrelated words');
    await page.getByRole('button', { name: 'Join with a password' }).click();
    await expect(page.getByRole('heading', { name: 'Confirm your e-mail address' })).toBeVisible();
    await page.getByRole('link', { name: 'Later' }).click();
    await expect(page.getByLabel('Account: Nora Lind')).toBeVisible();
  });

  await test.step('opens a topic, after a look at the preview', async () => {
    await page.getByRole('link', { name: 'New topic' }).first().click();
    await page.getByLabel('Category').selectOption({ label: 'The house' });
    await page.getByLabel('Title').fill('Who mends the gate?');
    await page.getByLabel('Your text').fill('It squeaks, and it **does not close**.');
    await page.getByRole('button', { name: 'Preview' }).click();
    await expect(page.getByRole('region', { name: 'Preview' }).locator('strong')).toHaveText(
      'does not close',
    );
    await expect(page.getByLabel('Title')).toHaveValue('Who mends the gate?');
    await page.getByRole('button', { name: 'Open the topic' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Who mends the gate?');
    await expect(page).toHaveURL(/\/t\/\d+\/who-mends-the-gate$/);
    await expect(page.getByRole('article', { name: 'Post 1 by Nora Lind' })).toContainText('does not close');
  });

  await test.step('replies to the topic and to a post', async () => {
    await page.getByRole('link', { name: 'Reply to the topic' }).click();
    await page.getByLabel('Your text').fill('I have asked the smith.');
    await page.getByRole('button', { name: 'Send the reply' }).click();
    await expect(page.getByRole('article', { name: 'Post 2 by Nora Lind' })).toContainText('the smith');
    await page.getByRole('link', { name: 'Reply to post 2' }).click();
    await expect(page.getByRole('article', { name: 'Post 2 by Nora Lind' })).toContainText('the smith');
    await page.getByLabel('Your text').fill('She comes on Friday.');
    await page.getByRole('button', { name: 'Send the reply' }).click();
    await expect(page).toHaveURL(/\/3#post-3$/);
    await expect(page.getByRole('article', { name: 'Post 3 by Nora Lind, in reply to 2' })).toBeVisible();
  });

  await test.step('keeps the text of a reply that is refused', async () => {
    await page.getByRole('link', { name: 'Reply to post 3' }).click();
    await page.getByLabel('Your text').fill('She comes on Friday.');
    await page.getByRole('button', { name: 'Send the reply' }).click();
    await expect(page.getByRole('alert')).toContainText('the same text');
    await expect(page.getByLabel('Your text')).toHaveValue('She comes on Friday.');
    await page.getByRole('link', { name: 'Cancel' }).click();
  });

  await test.step('edits, and the old version can be read', async () => {
    // A slip that is mended at once would leave no version.
    await house.server.query(
      `update post set created_at = created_at - interval '1 hour' where raw = 'I have asked the smith.'`,
    );
    await page.getByRole('link', { name: 'Edit post 2' }).click();
    await page.getByLabel('Your text').fill('I have asked the smith, twice.');
    await page.getByRole('button', { name: 'Save' }).click();
    const post = page.getByRole('article', { name: 'Post 2 by Nora Lind' });
    await expect(post).toContainText('twice');
    await post.getByRole('link', { name: 'edited' }).click();
    await expect(page.getByRole('heading', { name: 'Version 2' })).toBeVisible();
    await expect(page.locator('ins', { hasText: 'twice' })).toBeVisible();
    await page.goBack();
  });

  await test.step('deletes after a question, and takes it back', async () => {
    await page.getByLabel('Delete post 2').click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Nora Lind deleted post 2' })).toBeVisible();
    await page.getByRole('button', { name: 'Undo: restore post 2' }).click();
    await expect(page.getByRole('article', { name: 'Post 2 by Nora Lind' })).toContainText('twice');
  });

  await test.step('thanks for a post, and takes it back', async () => {
    const thanks = page
      .getByRole('article', { name: 'Post 3 by Nora Lind, in reply to 2' })
      .getByRole('button', { name: /^Thanks/ });
    await expect(thanks).toHaveCount(0);
    const other = await house.member('thanked', 'Tove Tack');
    const writer = await browser.newContext({ storageState: other });
    const topicId = /\/t\/(\d+)/.exec(page.url())?.[1] ?? '';
    await reply(
      await writer.newPage(),
      house.url,
      topicId,
      'I hold the gate.\n\n```poll\nWhen?\n- Friday\n- Saturday\n```',
    );
    await writer.close();
    await page.reload();
    const post = page.getByRole('article', { name: /^Post 4 by Tove Tack/ });
    await post.getByRole('button', { name: /^Thanks/ }).click();
    await expect(post.getByRole('button', { name: /^Thanks/ })).toHaveAttribute('aria-pressed', 'true');
    await expect(post.getByRole('button', { name: /^Thanks/ })).toContainText('1');
    await post.getByRole('button', { name: /^Thanks/ }).click();
    await expect(post.getByRole('button', { name: /^Thanks/ })).toHaveAttribute('aria-pressed', 'false');
  });

  await test.step('votes in a poll, and sees how it stands', async () => {
    const poll = page.getByRole('region', { name: 'Poll in post 4' });
    await poll.getByLabel('Saturday').check();
    await poll.getByRole('button', { name: 'Vote' }).click();
    await expect(page.getByText('Saturday').first()).toBeVisible();
    await page.goto(page.url().replace(/\/poll\/\d+.*/, ''));
    await expect(page.getByRole('region', { name: 'Poll in post 4' }).getByRole('button')).toHaveCount(0);
  });

  await test.step('quotes a whole post', async () => {
    const post = page.getByRole('article', { name: /^Post 4 by Tove Tack/ });
    await post.getByLabel('More about post 4').click();
    await post.getByRole('link', { name: 'Quote post 4' }).click();
    await expect(page.getByLabel('Your text')).toHaveValue(
      /^> \[@thanked #4\]\(\/t\/\d+\/[^)]+\/4\?v=1\)\n> I hold the gate\.\n\n$/,
    );
    await page.getByRole('link', { name: 'Cancel' }).click();
  });

  await test.step('reports a post, and gets a receipt', async () => {
    const post = page.getByRole('article', { name: /^Post 4 by Tove Tack/ });
    await post.getByLabel('More about post 4').click();
    await post.getByRole('link', { name: 'Tell the moderators …' }).click();
    await page.getByLabel('It does not belong in this topic').check();
    await page.getByLabel('In your words').fill('The gate is no bicycle.');
    await page.getByRole('button', { name: 'Send to the moderators' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'The moderators have it' })).toBeVisible();
    await page.getByRole('link', { name: /^Back to post 4/ }).click();
  });

  await test.step('searches, and goes to what was found', async () => {
    await page.goto(`${house.url}/search`);
    await page.getByRole('main').getByRole('searchbox').fill('smith twice');
    await page.getByRole('main').getByRole('button', { name: 'Search' }).click();
    await page
      .getByRole('region', { name: 'Posts' })
      .getByRole('link', { name: /Who mends the gate/ })
      .click();
    await expect(page.getByRole('article', { name: 'Post 2 by Nora Lind' })).toContainText('twice');
  });

  await test.step('changes settings; a wrong one keeps what was written', async () => {
    await page.goto(`${house.url}/settings/profile`);
    await page.getByLabel('About you').fill('I mend gates.');
    await page.getByLabel('Your name').fill('  ');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByLabel('Your name')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel('About you')).toHaveValue('I mend gates.');
    await page.getByLabel('Your name').fill('Nora Lind');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
    await page.goto(`${house.url}/settings/notifications`);
    const digest = page.getByLabel(/Posts and topics that you follow.*mail/i);
    await digest.selectOption({ label: 'Weekly' });
    await page.getByRole('button', { name: 'Save' }).first().click();
    await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
    await expect(digest).toHaveValue('weekly');
    await page.goto(house.url);
    await page.getByRole('heading', { name: 'Who mends the gate?' }).getByRole('link').click();
  });

  await test.step('goes to a post by its number, also to one that does not exist', async () => {
    await page.getByRole('spinbutton', { name: 'Post number' }).fill('3');
    await page.getByRole('button', { name: 'Go', exact: true }).click();
    await expect(page).toHaveURL(/\/3#post-3$/);
    await page.goto(page.url().replace(/\/3#.*/, '/900'));
    await expect(page.getByText('no post 900')).toBeVisible();
    await expect(page).toHaveURL(/\/4\?missing=900/);
  });

  await test.step('changes language and theme', async () => {
    await page.getByRole('button', { name: 'Svenska' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'sv');
    await expect(page.getByRole('link', { name: 'Svara i tråden' })).toBeVisible();
    await page.getByRole('button', { name: 'Mörkt' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await page.getByRole('button', { name: 'English' }).click();
  });

  await test.step('takes along everything that she wrote', async () => {
    await page.goto(`${house.url}/settings/data`);
    await page.getByRole('button', { name: 'Make the archive' }).click();
    // The page looks again by itself until the archive is there.
    const archive = page.getByRole('link', { name: 'Download the archive' });
    await expect(archive).toBeVisible({ timeout: 30_000 });
    const coming = page.waitForEvent('download');
    await archive.click();
    expect((await coming).suggestedFilename()).toBe('folkmoot-account.zip');
    await page.goto(house.url);
  });

  await test.step('leaves and comes back', async () => {
    await page.getByLabel('Account: Nora Lind').click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByLabel('Username or e-mail').fill('nora@example.org');
    await page.getByLabel('Password').fill('not her password');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('name or the password is wrong');
    await expect(page.getByLabel('Username or e-mail')).toHaveValue('nora@example.org');
    await page.getByLabel('Password').fill('three unrelated words');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByLabel('Account: Nora Lind')).toBeVisible();
  });
});

test('a category for members is not there for guests', async ({ house, page }) => {
  await page.goto(`${house.url}/c/members`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is nothing here');
  await expect(page.getByRole('link', { name: 'Money' })).toBeVisible();
});

test('whoever cannot be shown a page reads why, and finds a way on', async ({ house, page }) => {
  const see = async (path: string, status: number): Promise<void> => {
    const answer = await page.goto(house.url + path);
    expect(answer?.status()).toBe(status);
  };
  await see('/c/house?cursor=cut-off', 400);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'This address asks for something that does not exist',
  );
  await page.getByRole('link', { name: 'Go to the first page' }).click();
  await expect(page).toHaveURL(`${house.url}/c/house`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('The house');

  await see('/t/999999999', 404);
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  await see('/admin/health', 401);
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/login\?back=%2Fadmin%2Fhealth$/);

  const context = await page
    .context()
    .browser()!
    .newContext({
      storageState: await house.member('odd', 'Odd Moe'),
      javaScriptEnabled: false,
    });
  const odd = await context.newPage();
  const topic = await openTopic(odd, house.url, 'Gone in a moment', 'This topic will be removed at once.');
  const headers = { origin: house.url };
  const { posts } = await (await odd.request.get(`${house.url}/api/v1/topics/${topic.topicId}`)).json();
  const removed = await odd.request.delete(`${house.url}/api/v1/posts/${posts[0].id}`, { headers });
  expect(removed.ok()).toBe(true);
  const gone = await page.goto(`${house.url}/t/${topic.topicId}`);
  expect(gone?.status()).toBe(410);
  await expect(page.getByRole('heading', { name: 'This was removed' })).toBeVisible();
  await context.close();
});
