import { expect, type Page } from '@playwright/test';
import { test } from './house.ts';
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

test('somebody joins with a passkey, confirms the address in another browser, and signs in again', async ({
  page,
  browser,
  house,
}) => {
  test.setTimeout(90_000);
  const beThere = await giveAuthenticator(page);
  await page.goto(`${house.url}/signup?back=/c/house`);
  await page.getByLabel('Your name').fill('Vera Vall');
  await page.getByLabel('Username').fill('vera');
  await page.getByLabel('E-mail').fill('vera@example.org');
  await page.getByRole('button', { name: 'Join with a passkey' }).click();
  await expect(page.getByRole('heading', { name: 'Confirm your e-mail address' })).toBeVisible();
  expect(await look(page, 'verify')).toEqual([]);

  // The same code in a browser that never saw this site.
  const code = await codeFor(house, 'vera@example.org');
  const phone = await browser.newPage();
  await phone.goto(`${house.url}/verify`);
  await phone.getByLabel('E-mail').fill('vera@example.org');
  await phone.getByLabel('Code').fill('123456');
  await phone.getByRole('button', { name: 'Confirm' }).click();
  await expect(phone.getByRole('alert')).toContainText('This code is wrong');
  await phone.getByLabel('Code').fill(code);
  await phone.getByRole('button', { name: 'Confirm' }).click();
  await expect(phone.getByText('Your address is confirmed.')).toBeVisible();
  await phone.close();

  await page.goto(`${house.url}/verify?back=/c/house`);
  await expect(page).toHaveURL(`${house.url}/c/house`);
  await page.context().clearCookies();
  // The name field offers the passkey too; nobody touches it before the button is pressed.
  await beThere(false);
  await page.goto(`${house.url}/login?back=/c/money`);
  expect(await look(page, 'login')).toEqual([]);
  await beThere(true);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page).toHaveURL(`${house.url}/c/money`);

  await page.goto(`${house.url}/settings/security`);
  await expect(page.getByText('You have no password.')).toBeVisible();
  await expect(page.getByText('by passkey')).toBeVisible();
  await page.getByRole('button', { name: /^Remove Passkey of/ }).click();
  await expect(page.getByRole('alert')).toContainText('the only way you can sign in');
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  await expect(page.getByText('Scan this picture')).toBeVisible();
  expect(await look(page, 'security')).toEqual([]);
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
