import type { Page } from '@playwright/test';
import { deflateSync } from 'node:zlib';
import { expect, openTopic, test } from './house.ts';
import { look } from './look.ts';

const text = (page: Page) => page.getByRole('textbox', { name: 'Your text' });

/** A picture of one colour, written by hand so that the browser has a real file to send. */
function picture(): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const whole = Buffer.alloc(body.length + 8);
    whole.writeUInt32BE(data.length, 0);
    body.copy(whole, 4);
    whole.writeInt32BE(crc(body), body.length + 4);
    return whole;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(120, 0);
  head.writeUInt32BE(80, 4);
  head.set([8, 2], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(120 * 3, 0x9a)]);
  const pixels = Buffer.concat(Array.from({ length: 80 }, () => row));
  const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
  return Buffer.concat([
    mark,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function crc(bytes: Buffer): number {
  let rest = -1;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit += 1) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return rest ^ -1;
}

/** The composer's script is there: until then what a test selects may be let go again. */
const ready = (page: Page) => expect(page.getByRole('toolbar', { name: 'Formatting' })).toBeVisible();

test('a secretary writes minutes as a wiki, with a picture and tasks, and others complete them', async ({
  house,
  browser,
}) => {
  const secretary = await (
    await browser.newContext({ storageState: await house.member('sekreta', 'Siv') })
  ).newPage();
  const other = await (
    await browser.newContext({ storageState: await house.member('ledamot', 'Lo') })
  ).newPage();
  const topic = await openTopic(secretary, house.url, 'Minutes of the meeting in May', 'To be written.');
  const address = `${house.url}/t/${topic.topicId}/${topic.slug}`;

  await test.step('with a table, tasks and a picture that is described', async () => {
    await secretary.goto(`${house.url}/t/${topic.topicId}/edit/1`);
    await ready(secretary);
    await text(secretary).fill(
      '## Present\n\n| Name | Flat |\n|---|---|\n| Siv | B2 |\n\n- [x] Boiler\n- [ ] Bikes\n\nBy rule 7[^1].\n\n[^1]: House rules.\n\n',
    );
    await secretary
      .locator('input[type=file]')
      .setInputFiles({ name: 'room.png', mimeType: 'image/png', buffer: picture() });
    const alt = secretary.getByRole('textbox', { name: 'What room.png shows' });
    await alt.fill('The bike room, full');
    await alt.press('Tab');
    await expect(text(secretary)).toHaveValue(/!\[The bike room, full\]\(\/media\//);
    await secretary.getByRole('button', { name: 'Preview' }).click();
    const preview = secretary.getByRole('region', { name: 'Preview' });
    await expect(preview.getByRole('img', { name: 'The bike room, full' })).toBeVisible();
    await expect(preview.getByRole('cell', { name: 'B2' })).toBeVisible();
    expect(await look(secretary, 'composer with preview')).toEqual([]);
    await secretary.setViewportSize({ width: 1280, height: 900 });
    await secretary.screenshot({ path: test.info().outputPath('composer.png') });
    await secretary.getByRole('button', { name: 'Save' }).click();
    await expect(secretary.getByRole('article', { name: 'Post 1 by Siv' })).toContainText('☑ Boiler');
  });

  await test.step('made a wiki, which others may edit', async () => {
    await secretary.goto(`${house.url}/t/${topic.topicId}/edit/1`);
    await secretary.getByRole('button', { name: 'Let everyone who may reply edit this post' }).click();
    await other.goto(address);
    await other.getByRole('link', { name: 'Edit post 1' }).click();
    await ready(other);
    await text(other).fill(
      (await text(other).inputValue()).replace('| Siv | B2 |', '| Siv | B2 |\n| Lo | C1 |'),
    );
    await other.getByRole('button', { name: 'Save' }).click();
    await expect(other.getByRole('cell', { name: 'C1' })).toBeVisible();
  });

  await test.step('whose history shows who wrote what', async () => {
    await secretary.goto(`${house.url}/t/${topic.topicId}/history/1`);
    await expect(secretary.locator('ins').filter({ hasText: 'C1' })).toBeVisible();
    await expect(secretary.getByRole('heading', { name: /Version \d+ Lo/ })).toBeVisible();
    expect(await look(secretary, 'history')).toEqual([]);
    await secretary.setViewportSize({ width: 1280, height: 900 });
    await secretary.screenshot({ path: test.info().outputPath('history.png') });
  });

  await test.step('and quoted in a reply that names people', async () => {
    await other.goto(address);
    await other.locator('#post-1 .prose h4, #post-1 .prose h3').first().selectText();
    await other.getByRole('button', { name: 'Quote', exact: true }).click();
    await expect(text(other)).toHaveValue(/^> \[@sekreta #1\]\(\/t\/\d+\/[^)]+\/1\?v=\d+\)\n> Present\n\n$/);
    await text(other).press('End');
    await text(other).pressSequentially('Thank you @sek');
    await other.getByRole('option', { name: /@sekreta/ }).click();
    await expect(text(other)).toHaveValue(/Thank you @sekreta $/);
    await expect(other.getByText('People who will be told: 1.')).toBeVisible();
    await other.setViewportSize({ width: 1280, height: 900 });
    await other.screenshot({ path: test.info().outputPath('dock.png') });
    await other.setViewportSize({ width: 390, height: 800 });
    await other.screenshot({ path: test.info().outputPath('dock-390.png') });
    await other.getByRole('button', { name: 'Send the reply' }).click();
    await expect(other.getByRole('article', { name: 'Post 2 by Lo, in reply to 1' })).toContainText(
      'Thank you @sekreta',
    );
  });

  await test.step('with the picture in a list of its own', async () => {
    await secretary.goto(`${house.url}/settings/uploads`);
    await expect(secretary.getByRole('link', { name: 'Minutes of the meeting in May #1' })).toBeVisible();
    expect(await look(secretary, 'uploads')).toEqual([]);
    await secretary.setViewportSize({ width: 390, height: 900 });
    await secretary.screenshot({ path: test.info().outputPath('uploads-390.png') });
  });
  await secretary.context().close();
  await other.context().close();
});

test('what is written on one device is there on the next, and a file can be brought without scripts', async ({
  house,
  browser,
}) => {
  const storageState = await house.member('tva', 'Tva');
  const desk = await (await browser.newContext({ storageState })).newPage();
  const topic = await openTopic(desk, house.url, 'Two devices, one writer', 'Let us see.');
  await desk.goto(`${house.url}/t/${topic.topicId}/reply`);
  // Drafts are kept by the page's script, which must be there.
  await ready(desk);
  await text(desk).fill('Begun at the desk.');
  await desk.waitForResponse(
    (answer) => answer.url().includes('/drafts/') && answer.request().method() === 'PUT',
  );

  const phone = await (
    await browser.newContext({
      storageState,
      viewport: { width: 390, height: 800 },
      javaScriptEnabled: false,
    })
  ).newPage();
  await phone.goto(`${house.url}/drafts`);
  await expect(phone.getByText('Begun at the desk.')).toBeVisible();
  await phone.getByRole('link', { name: 'Continue' }).click();
  await expect(text(phone)).toHaveValue('Begun at the desk.');

  await phone.goto(`${house.url}/settings/uploads`);
  await phone
    .getByLabel('File')
    .setInputFiles({ name: 'plan.png', mimeType: 'image/png', buffer: picture() });
  await phone.getByRole('button', { name: 'Upload a file' }).click();
  await expect(phone.getByRole('heading', { name: 'plan.png' })).toBeVisible();
  await phone
    .getByLabel('File')
    .setInputFiles({ name: 'plan.exe', mimeType: 'application/exe', buffer: Buffer.from('MZ') });
  await phone.getByRole('button', { name: 'Upload a file' }).click();
  await expect(phone.getByRole('alert')).toContainText('Files of this kind cannot be uploaded');

  await desk.goto(`${house.url}/drafts`);
  expect(await look(desk, 'drafts')).toEqual([]);
  await desk.setViewportSize({ width: 1280, height: 700 });
  await desk.screenshot({ path: test.info().outputPath('drafts.png') });
  await desk.context().close();
  await phone.context().close();
});
