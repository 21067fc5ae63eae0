import { expect, openTopic, reply, test } from './house.ts';
import { look } from './look.ts';

test('somebody who is spoken to hears of it at once, reads it, and puts it away and back', async ({
  browser,
  house,
}, info) => {
  const nils = await (
    await browser.newContext({ storageState: await house.member('nils', 'Nils') })
  ).newPage();
  const olga = await (
    await browser.newContext({ storageState: await house.member('olga', 'Olga') })
  ).newPage();
  const boiler = await openTopic(nils, house.url, 'The boiler hums', 'Does anybody else hear it?');
  await nils.setViewportSize({ width: 1280, height: 900 });
  await nils.goto(house.url);
  const bell = nils.getByRole('banner').getByRole('link', { name: /^Notifications/ });
  await expect(bell).toHaveAccessibleName('Notifications');

  await reply(olga, house.url, boiler.topicId, 'I do, @nils. Every night at three.');
  await expect(bell).toHaveAccessibleName('Notifications: 1 needs you');

  await bell.click();
  const menu = nils.getByRole('dialog', { name: 'Notifications' });
  await expect(menu.getByText('Olga mentioned you')).toBeVisible();
  await menu.getByRole('button', { name: 'Mark these as read' }).click();
  await expect(bell).toHaveAccessibleName('Notifications');
  await menu.getByRole('button', { name: 'Undo' }).click();
  await expect(bell).toHaveAccessibleName('Notifications: 1 needs you');
  await nils.screenshot({ path: info.outputPath('menu.png') });
  await nils.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(bell).toBeFocused();

  await nils.goto(`${house.url}/`);
  await nils.getByRole('region', { name: 'Waiting for you' }).getByRole('link').click();
  await expect(nils.locator('#post-2')).toBeInViewport();
  await expect(bell).toHaveAccessibleName('Notifications');

  await nils.goto(`${house.url}/notifications`);
  await expect(nils.getByRole('list', { name: 'Your notifications' })).toContainText('The boiler hums');
  expect(await look(nils, 'notifications')).toEqual([]);
  await nils.setViewportSize({ width: 390, height: 844 });
  await nils.screenshot({ path: info.outputPath('page-390.png') });
  await nils.context().close();
  await olga.context().close();
});

test('without JavaScript, notifications are read, marked and taken back, and settings are kept', async ({
  browser,
  house,
}, info) => {
  const storageState = await house.member('pia', 'Pia');
  const pia = await (await browser.newContext({ storageState, javaScriptEnabled: false })).newPage();
  const rut = await (await browser.newContext({ storageState: await house.member('rut', 'Rut') })).newPage();
  await openTopic(rut, house.url, 'The key to the attic', 'Who has it? @pia?');
  await expect(async () => {
    await pia.goto(`${house.url}/notifications`);
    await expect(pia.getByText('Rut mentioned you')).toBeVisible({ timeout: 500 });
  }).toPass();

  await pia.getByRole('button', { name: 'Mark all as read' }).click();
  await expect(pia.getByText('Marked as read.')).toBeVisible();
  await expect(pia.getByRole('link', { name: 'Notifications', exact: true })).toBeVisible();
  await pia.getByRole('button', { name: 'Undo' }).click();
  await expect(pia.getByRole('link', { name: 'Notifications: 1 needs you' })).toBeVisible();

  await pia.goto(`${house.url}/settings/notifications`);
  await pia.getByLabel('Somebody mentions you or your group: E-mail').selectOption('weekly');
  await pia.getByLabel('Somebody replies to you: Push').uncheck();
  await pia.getByLabel('No mail and no push at night').check();
  await pia.getByLabel('From').fill('21:30');
  await pia.getByRole('button', { name: 'Save' }).click();
  await expect(pia.getByRole('status').getByText('Saved.')).toBeVisible();
  await expect(pia.getByLabel('Somebody mentions you or your group: E-mail')).toHaveValue('weekly');
  await expect(pia.getByLabel('Somebody replies to you: Push')).not.toBeChecked();
  await expect(pia.getByLabel('From')).toHaveValue('21:30');
  await pia.setViewportSize({ width: 390, height: 844 });
  await pia.screenshot({ path: info.outputPath('settings-390.png'), fullPage: true });
  await pia.context().close();
  await rut.context().close();
});
