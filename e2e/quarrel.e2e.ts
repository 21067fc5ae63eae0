import type { Page } from '@playwright/test';
import { expect, openTopic, reply, test } from './house.ts';
import { look } from './look.ts';

const WIDTHS = [1280, 390] as const;

test('a quarrel leaves the topic that it took over: split, moved, slowed down, and one step taken back', async ({
  house,
  browser,
}) => {
  const enter = async (storageState: Awaited<ReturnType<typeof house.member>>, javaScriptEnabled = true) =>
    (await browser.newContext({ storageState, javaScriptEnabled })).newPage();
  const alva = await enter(await house.member('alva', 'Alva Alm'));
  const bror = await enter(await house.member('bror', 'Bror Berg'));
  const ivar = await house.member('ivar', 'Ivar Is');
  await house.server.folkmoot('user', 'ivar', '--role', 'staff');
  const staff = await enter(ivar);
  // Moderation works without scripts too.
  const plain = await enter(ivar, false);
  const found: string[] = [];
  const seen = async (page: Page, name: string) => found.push(...(await look(page, name)));

  const { topicId } = await openTopic(alva, house.url, 'The drying room', 'Who repairs the hinge?');
  for (const [who, raw] of [
    [bror, 'I can, on Saturday.'],
    [alva, 'And who took the key again?'],
    [bror, 'Not me. You had it last.'],
    [alva, 'That is not true.'],
    [bror, 'Back to the hinge: it needs two screws.'],
  ] as const) {
    await reply(who, house.url, topicId, raw);
  }
  await bror.goto(`${house.url}/t/${topicId}`);
  await expect(bror.getByText('That is not true.')).toBeVisible();

  await test.step('staff split the quarrel off, and see first what is asked for is missing', async () => {
    await staff.goto(`${house.url}/t/${topicId}`);
    await staff.getByRole('link', { name: 'Moderate', exact: true }).click();
    await staff.getByRole('link', { name: /^Which posts/ }).click();
    await staff.getByLabel('Title of the new topic').fill('The key to the drying room');
    await staff.getByRole('button', { name: 'Move these posts' }).click();
    await expect(staff.getByRole('alert')).toContainText('Choose at least one post');
    await expect(staff.getByLabel('Title of the new topic')).toHaveValue('The key to the drying room');
    await staff.getByRole('checkbox', { name: /And who took the key again/ }).check();
    await staff.getByRole('checkbox', { name: /You had it last/ }).check();
    await staff.getByLabel('Post numbers').fill('5');
    await seen(staff, 'posts to split off');
    await staff.getByRole('button', { name: 'Move these posts' }).click();
    await expect(staff.getByRole('heading', { name: 'The key to the drying room', level: 1 })).toBeVisible();
    await expect(staff.getByText('That is not true.')).toBeVisible();
    await expect(staff.getByText('moved 3 posts here from')).toBeVisible();
    await seen(staff, 'a topic that was split off');
  });
  const newTopic = new URL(staff.url()).pathname.split('/')[2]!;

  await test.step('an open page lets the posts go, and says where they went', async () => {
    await expect(bror.getByText('That is not true.')).toHaveCount(0, { timeout: 30_000 });
    await expect(bror.getByText('moved 3 posts to')).toBeVisible();
    await expect(bror.getByText('Back to the hinge: it needs two screws.')).toBeVisible();
  });

  await test.step('an old address leads to the post, wherever it is', async () => {
    await alva.goto(`${house.url}/t/${topicId}/4`);
    await expect(alva).toHaveURL(new RegExp(`/t/${newTopic}/the-key-to-the-drying-room/2`));
    await expect(alva.getByText('Not me. You had it last.')).toBeVisible();
  });

  await test.step('the quarrel gets slow mode; who is too quick is told, and keeps what they wrote', async () => {
    await staff.goto(`${house.url}/t/${newTopic}/moderate`);
    await staff.getByLabel('Slow mode').selectOption({ label: '5 minutes' });
    await seen(staff, 'a topic being moderated');
    await staff.getByRole('button', { name: 'Save changes' }).click();
    await expect(staff.getByText('everybody waits 5 minutes')).toBeVisible();
    await alva.goto(`${house.url}/t/${newTopic}/reply`);
    const answer = await alva.request.post(`${house.url}/api/v1/topics/${newTopic}/posts`, {
      data: { raw: 'I am sorry.' },
    });
    expect(answer.status()).toBe(429);
    expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(200);
  });

  await test.step('the split is taken back, with every number where it was', async () => {
    await plain.goto(`${house.url}/t/${newTopic}/moderate`);
    await plain.getByRole('button', { name: 'Take back' }).click();
    await expect(plain.getByRole('heading', { name: 'The drying room', level: 1 })).toBeVisible();
    await expect(plain.locator('#post-4')).toContainText('Not me. You had it last.');
    await alva.goto(`${house.url}/t/${newTopic}/2`);
    await expect(alva).toHaveURL(new RegExp(`/t/${topicId}/the-drying-room/4`));
  });

  for (const width of WIDTHS) {
    await plain.setViewportSize({ width, height: 900 });
    await plain.screenshot({ path: test.info().outputPath(`quarrel-${width}.png`), fullPage: true });
  }
  expect(found).toEqual([]);
});
