import { expect, type Page } from '@playwright/test';
import { openTopic, test } from './house.ts';
import { look } from './look.ts';

/** An authenticator that belongs to the browser, as a phone's own: it verifies whoever holds it. */
async function giveAuthenticator(page: Page): Promise<(present: boolean) => Promise<void>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return async (enabled) => {
    await devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
  };
}

test('a member’s first visit: an invitation, a passkey, a code from a mail, and the topic it leads to', async ({
  page,
  browser,
  house,
}) => {
  test.setTimeout(150_000);
  // A member of the staff invites to one topic.
  const staff = await (
    await browser.newContext({ storageState: await house.member('inga', 'Inga Inviter') })
  ).newPage();
  await house.server.folkmoot('user', 'inga', '--role', 'staff');
  const topic = await openTopic(staff, house.url, 'Who has the key to the attic?', 'I cannot find it.');
  await staff.goto(`${house.url}/admin/sign-in`);
  await staff.getByLabel('Those who are invited').check();
  await staff.getByLabel('House rules').fill('We write as we would speak\nFlat numbers stay here');
  await staff.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(staff.getByText('Saved.')).toBeVisible();
  await staff.goto(`${house.url}/admin/invites`);
  await staff.getByLabel('E-mail, for one person').fill('viveka@example.org');
  await staff.getByLabel('Where they arrive').fill(`/t/${topic.topicId}`);
  await staff.getByLabel('A few words').fill('Hello Viveka, nice to have you.');
  await staff.getByRole('button', { name: 'Make the invitation' }).click();
  const link = await staff.getByLabel('Link for viveka@example.org').inputValue();
  expect(await look(staff, 'invitations')).toEqual([]);

  const beThere = await giveAuthenticator(page);
  await page.goto(`${house.url}/signup`);
  await expect(page.getByText('You need an invitation')).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole('heading', { name: /Inga Inviter invites you/ })).toBeVisible();
  await expect(page.getByText('We write as we would speak')).toBeVisible();
  await expect(page.getByLabel('E-mail')).toHaveValue('viveka@example.org');
  expect(await look(page, 'an invitation')).toEqual([]);
  // Another address than the one that was invited, so that it is to be confirmed.
  await page.getByLabel('E-mail').fill('viveka.vall@example.org');
  await page.getByLabel('Your name').fill('Viveka Vall');
  await page.getByLabel('Username').fill('viveka');
  await page.getByRole('button', { name: 'Join with a passkey' }).click();
  await expect(page.getByRole('heading', { name: 'Confirm your e-mail address' })).toBeVisible();
  expect(await look(page, 'the code')).toEqual([]);

  // The same code in a browser that never saw this site, after a wrong one.
  const code = await codeFor(house, 'viveka.vall@example.org');
  const phone = await browser.newPage();
  await phone.goto(`${house.url}/verify`);
  await phone.getByLabel('E-mail').fill('viveka.vall@example.org');
  await phone.getByLabel('Code').fill('123456');
  await phone.getByRole('button', { name: 'Confirm' }).click();
  await expect(phone.getByRole('alert')).toContainText('This code is wrong');
  await expect(phone.getByLabel('E-mail')).toHaveValue('viveka.vall@example.org');
  await phone.getByLabel('Code').fill(code);
  await phone.getByRole('button', { name: 'Confirm' }).click();
  await expect(phone.getByText('Your address is confirmed.')).toBeVisible();
  await phone.close();

  // Back where the invitation leads.
  await page.reload();
  await expect(page).toHaveURL(new RegExp(`/t/${topic.topicId}`));
  await expect(page.getByRole('heading', { name: 'Who has the key to the attic?' })).toBeVisible();

  // Next day: the name field offers the passkey too, but the button is pressed.
  await page.context().clearCookies();
  await beThere(false);
  await page.goto(`${house.url}/login?back=/c/money`);
  expect(await look(page, 'login')).toEqual([]);
  await beThere(true);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page).toHaveURL(`${house.url}/c/money`);
  await page.goto(`${house.url}/settings/security`);
  await expect(page.getByText('You have no password.')).toBeVisible();
  await page.getByRole('button', { name: /^Remove Passkey of/ }).click();
  await expect(page.getByRole('alert')).toContainText('the only way you can sign in');
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  await expect(page.getByText('Scan this picture')).toBeVisible();
  expect(await look(page, 'ways to sign in')).toEqual([]);

  await house.server.query(`delete from site_setting where key = 'sign-in'`);
});

async function codeFor(
  house: { server: { query(sql: string, values?: unknown[]): Promise<unknown[]> } },
  recipient: string,
): Promise<string> {
  let code: string | undefined;
  await expect(async () => {
    const rows = await house.server.query(
      `select body from mail where recipient = $1 order by id desc limit 1`,
      [recipient],
    );
    code = /^\d{3} \d{3}$/m.exec((rows[0] as { body: string } | undefined)?.body ?? '')?.[0];
    expect(code).toBeDefined();
  }).toPass({ timeout: 15_000 });
  return code ?? '';
}
