import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './house.ts';
import { BUILT } from './postgres.ts';

const BALLOTS = Buffer.from(`4 2
6 1 2 0
5 2 1 3 0
3 3 4 0
2 4 3 0
1 4 0
0
"Ann Alm"
"Bo Berg"
"Cia Cederlund"
"Dag Dahl"
"A board of two"
`);

interface Tally {
  readBallotFile(bytes: Uint8Array, name: string): { candidates: string[] };
  count(election: object, options: object): { elected: { candidate: number }[]; candidates: string[] };
  canonicalJson(value: unknown): string;
}

const tally = async () => (await import(join(BUILT, 'libs/tally/src/index.js'))) as Tally;

/** Opens the page and waits until it is quiet; answers everything that is asked of the network from then on. */
async function openTool(page: Page, url: string): Promise<string[]> {
  await page.goto(`${url}/tools/count`, { waitUntil: 'networkidle' });
  await expect(page.getByRole('button', { name: 'Count', exact: true })).toBeEnabled();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
  page.on('websocket', (socket) => asked.push(socket.url()));
  return asked;
}

const choose = (page: Page, name: string, buffer: Buffer) =>
  page.getByLabel('Ballot file').setInputFiles({ name, mimeType: 'text/plain', buffer });
const countIt = (page: Page) => page.getByRole('button', { name: 'Count', exact: true }).click();

test('a ballot file is counted in the browser, as a terminal would, and nothing leaves it', async ({
  house,
  page,
}) => {
  const asked = await openTool(page, house.url);
  const { readBallotFile, count, canonicalJson } = await tally();

  for (const [method, label] of [
    ['scottish-stv', 'Scottish single transferable vote'],
    ['schulze', 'Schulze'],
  ] as const) {
    const sheet = count(readBallotFile(BALLOTS, 'board.blt'), { method, lotOrder: [4, 3, 2, 1] });
    const winners = sheet.elected.map(({ candidate }) => sheet.candidates[candidate - 1] ?? '');
    expect(winners.length).toBeGreaterThan(0);

    await choose(page, 'board.blt', BALLOTS);
    await page.getByLabel('Method').selectOption({ label });
    await page.getByLabel('Lot order').fill('4, 3, 2, 1');
    await countIt(page);
    const result = page.getByRole('region', { name: 'A board of two' });
    await expect(result).toContainText(`${label} · seats: 2 · valid ballots: 17`);
    await expect(result.getByRole('list').first().getByRole('listitem')).toHaveText(winners);
    await expect(result.getByRole('img', { name: 'Votes, stage by stage' })).toBeVisible();
    await expect(result.getByRole('region', { name: 'All figures' }).getByRole('table')).toContainText(
      'Cia Cederlund',
    );

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download the count sheet' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`board-${method}.json`);
    expect(await readFile(await download.path(), 'utf8')).toBe(canonicalJson(sheet));
  }
  expect(asked.filter((request) => !request.includes(' blob:'))).toEqual([]);
});

test('a broken file is refused with its line, and what was chosen stays', async ({ house, page }) => {
  const asked = await openTool(page, house.url);
  await countIt(page);
  await expect(page.getByText('Choose a ballot file first.')).toBeVisible();

  await choose(page, 'broken.blt', Buffer.from(BALLOTS.toString().replace('5 2 1 3 0', '5 2 7 3 0')));
  await page.getByLabel('Method').selectOption({ label: 'Meek single transferable vote' });
  await page.getByLabel('Withdrawn candidates').fill('4');
  await countIt(page);
  await expect(page.getByText('Line 3: there is no candidate 7.')).toBeVisible();
  await expect(page.getByLabel('Ballot file')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('broken.blt')).toBeVisible();
  await expect(page.getByLabel('Method')).toHaveValue('meek');
  await expect(page.getByLabel('Withdrawn candidates')).toHaveValue('4');

  await choose(page, 'board.blt', BALLOTS);
  await page.getByLabel('Lot order').fill('1, 2, 9');
  await countIt(page);
  await expect(page.getByText('There is no candidate 9 in this file.')).toBeVisible();
  await expect(page.getByLabel('Lot order')).toBeFocused();

  await page.getByLabel('Lot order').fill('');
  await countIt(page);
  await expect(page.getByRole('region', { name: 'A board of two' })).toContainText('Withdrawn');
  expect(asked).toEqual([]);
});

test('a long count shows that it goes on and can be cancelled', async ({ house, page }) => {
  await openTool(page, house.url);
  await choose(page, 'many.blt', manyCandidates(3000));
  await page.getByLabel('Method').selectOption({ label: 'Schulze' });
  await countIt(page);
  await expect(page.getByRole('progressbar', { name: 'Counting 3 ballots' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Count', exact: true })).toBeDisabled();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('progressbar')).toBeHidden();
  await expect(page.getByText('many.blt')).toBeVisible();
  await expect(page.getByLabel('Method')).toHaveValue('schulze');

  await choose(page, 'board.blt', BALLOTS);
  await countIt(page);
  await expect(page.getByRole('region', { name: 'A board of two' })).toBeVisible();
});

/** A file of three ballots in a circle, so small and yet long to count: Schulze compares all candidates by threes. */
function manyCandidates(candidates: number): Buffer {
  const all = Array.from({ length: candidates }, (_, index) => index + 1);
  const turned = (by: number) => `1 ${[...all.slice(by), ...all.slice(0, by)].join(' ')} 0`;
  const third = Math.floor(candidates / 3);
  const names = all.map((number) => `"Candidate ${number}"`);
  const ballots = [0, third, 2 * third].map(turned);
  return Buffer.from([`${candidates} 1`, ...ballots, '0', ...names, '"Many"', ''].join('\n'));
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says that it needs it and how to count in a terminal; /about leads there', async ({
    house,
    page,
  }) => {
    await page.goto(`${house.url}/about`);
    await page.getByRole('link', { name: 'Count a ballot file' }).click();
    await expect(page).toHaveURL(/\/tools\/count$/);
    await expect(page.locator('noscript p')).toBeVisible();
    await expect(page.locator('noscript p')).toContainText('needs JavaScript');
    await expect(page.getByText('npm run -s folkmoot -- count')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Count', exact: true })).toBeHidden();
  });
});
