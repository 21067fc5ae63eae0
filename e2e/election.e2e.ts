import type { BrowserContext, Page } from '@playwright/test';
import { count, rankedElection } from '@app/tally';
import { comeTo } from './clock.ts';
import { expect, test } from './house.ts';
import { look as lookAt } from './look.ts';
import { CANDIDATES, cast, nominate, rank } from './voters.ts';

const SEATS = 2;

/** How everybody votes, by candidate number on the ballot: a surplus, an exclusion, and no tie. */
const VOTES: Record<string, number[]> = {
  ana: [1, 3],
  ben: [1, 3, 2],
  chi: [1, 3],
  dan: [1, 2],
  eva: [2, 4, 3],
  fay: [4, 2],
  gus: [2],
};

test.describe.configure({ timeout: 360_000 });

test('a community elects: opened by staff, voted in secret, closed by the clock, counted in the open', async ({
  house,
  browser,
}) => {
  const pages = new Map<string, Page>();
  const enter = async (username: string, name: string, javaScriptEnabled = true) => {
    const storageState = await house.member(username, name);
    const context = await browser.newContext({
      storageState,
      javaScriptEnabled,
      timezoneId: 'Europe/Stockholm',
    });
    pages.set(username, await context.newPage());
  };
  const people = { ana: CANDIDATES[0], ben: CANDIDATES[1], chi: CANDIDATES[2], dan: CANDIDATES[3] };
  for (const [username, name] of Object.entries(people)) await enter(username, name ?? '');
  for (const username of ['eva', 'fay', 'gus', 'ivo']) await enter(username, `${username} Ek`);
  await house.server.folkmoot('user', 'ivo', '--role', 'staff');
  const of = (username: string): Page => {
    const page = pages.get(username);
    if (!page) throw new Error(`${username} is not here`);
    return page;
  };

  const staff = of('ivo');
  const found: string[] = [];
  const look = async (page: Page, where: string) => {
    found.push(...(await lookAt(page, where)));
    await page.setViewportSize({ width: 1280, height: 900 });
  };
  await test.step('staff opens an election from the category', async () => {
    await staff.goto(`${house.url}/c/house/elections`);
    await staff.getByRole('link', { name: 'Open an election' }).click();
    await look(staff, 'opening an election');
    await expect(staff.getByLabel('Time zone of these dates')).toHaveValue('Europe/Stockholm');
    await staff.getByLabel('Title').fill('Two for the roof');
    await staff.getByLabel('Introduction').fill('Two people who **climb**.');
    await staff.getByLabel('Seats').fill(String(SEATS));
    // Voting that closes before nominations do is refused, and nothing that was written is lost.
    const closes = await staff.getByLabel('Voting closes').inputValue();
    await staff.getByLabel('Voting closes').fill('2026-01-01T18:00');
    await staff.getByRole('button', { name: 'Open the election' }).click();
    await expect(staff.getByRole('alert')).toContainText('not valid');
    await expect(staff.getByText('Voting has to close after nominations do.').first()).toBeVisible();
    await expect(staff.getByLabel('Introduction')).toHaveValue('Two people who **climb**.');
    await expect(staff.getByLabel('Seats')).toHaveValue(String(SEATS));
    await staff.getByLabel('Voting closes').fill(closes);
    await staff.getByRole('button', { name: 'Open the election' }).click();
    await expect(staff).toHaveURL(/\/e\/\d+\/two-for-the-roof$/);
    await expect(staff.getByText('Two people who climb.')).toBeVisible();
    await expect(staff.locator('[aria-current=step]')).toContainText('Nominations');
  });
  const address = staff.url();

  await test.step('members nominate themselves, and one changes her mind', async () => {
    await Promise.all(
      Object.keys(people).map(async (username) => {
        await of(username).goto(address);
        await nominate(of(username), `I am ${username} and I **climb**.`);
      }),
    );
    const eva = of('eva');
    await eva.goto(address);
    await nominate(eva, 'Perhaps me.');
    await eva.getByText('Withdraw', { exact: true }).click();
    await eva.getByRole('button', { name: 'Withdraw my candidacy' }).click();
    await expect(eva.getByRole('button', { name: 'Put my name forward' })).toBeVisible();
    await expect(eva.getByRole('article')).toHaveCount(CANDIDATES.length);
    await look(eva, 'nominations');
  });

  await test.step('nominations close by the clock, and open pages tell it', async () => {
    await comeTo(house.server, idIn(address), 'nominations');
    await expect(staff.getByText('Voting is open')).toBeVisible({ timeout: 60_000 });
    await look(staff, 'voting');
    await staff.goto(`${address}/result`);
    await expect(staff.getByRole('heading', { name: 'There is no result yet' })).toBeVisible();
  });

  const receipts = new Map<string, string>();
  let replaced = '';
  await test.step('everybody ranks, reviews and casts; one votes twice', async () => {
    for (const batch of [
      ['ana', 'ben', 'chi', 'dan'],
      ['eva', 'fay', 'gus'],
    ]) {
      await Promise.all(
        batch.map(async (username) => {
          await of(username).goto(address);
          await of(username).getByRole('link', { name: 'Vote', exact: true }).click();
          if (username === 'ana') {
            await rank(of(username), VOTES[username] ?? []);
            await look(of(username), 'ballot');
            await of(username).getByRole('button', { name: 'Review' }).click();
            await look(of(username), 'review');
            await of(username).getByRole('button', { name: 'Change' }).click();
            await of(username).reload();
            // A reload keeps the ranking; the voter starts afresh all the same.
            await expect(of(username).getByLabel('Rank of Ana Alm')).toHaveValue('1');
            for (const name of CANDIDATES) await of(username).getByLabel(`Rank of ${name}`).selectOption('0');
          }
          if (username === 'fay') {
            await rank(of(username), VOTES[username] ?? []);
            await of(username).getByRole('button', { name: 'Review' }).click();
            await of(username).context().setOffline(true);
            await of(username).getByRole('button', { name: 'Cast my ballot' }).click();
            await expect(of(username).getByRole('alert')).toContainText('could not be reached');
            await of(username).context().setOffline(false);
            await of(username).getByRole('button', { name: 'Change' }).click();
            await expect(of(username).getByLabel('Rank of Dan Dahl')).toHaveValue('1');
            for (const name of CANDIDATES) await of(username).getByLabel(`Rank of ${name}`).selectOption('0');
          }
          if (username === 'gus') {
            replaced = await cast(of(username), [4, 1]);
            await of(username).getByRole('button', { name: 'Vote again' }).click();
          }
          receipts.set(username, await cast(of(username), VOTES[username] ?? []));
        }),
      );
    }
    await look(of('gus'), 'receipt');
    expect(new Set([...receipts.values(), replaced]).size).toBe(Object.keys(VOTES).length + 1);
  });

  await test.step('the clock closes the voting, and the page of the result shows the count', async () => {
    await comeTo(house.server, idIn(address), 'voting');
    await expect(staff.getByRole('region', { name: 'Elected' })).toBeVisible({ timeout: 60_000 });
    const answer = await staff.request.get(`${house.url}/api/v1/elections/${idIn(address)}/result`);
    const { lot } = (await answer.json()) as { lot: { order: number[] } };
    const election = rankedElection(
      { title: 'Two for the roof', seats: SEATS, candidates: CANDIDATES },
      Object.values(VOTES),
    );
    const expected = count(election, { method: 'scottish-stv', lotOrder: lot.order });
    const names = expected.elected.map(({ candidate }) => CANDIDATES[candidate - 1] ?? '');
    expect(names).toEqual(['Ana Alm', 'Ben Berg']);

    const headline = staff.getByRole('region', { name: 'Elected' });
    await expect(headline.getByRole('listitem')).toHaveText(names);
    await expect(headline).toContainText('7 of');
    await expect(headline).toContainText('7 valid');
    for (const stage of expected.stages) await expect(staff.getByText(stage.sentence.en)).toBeVisible();
    const table = staff.getByRole('table', { name: 'All figures' });
    for (const [index, name] of CANDIDATES.entries()) {
      const cells = table.getByRole('row', { name }).getByRole('cell');
      const first = expected.stages[0]?.votes[index] ?? '';
      await expect(cells.first()).toContainText(Number(first).toFixed(2));
    }
    await expect(staff.getByRole('img', { name: 'Votes, stage by stage' })).toBeVisible();
    await look(staff, 'result');
  });

  await test.step('every voter finds their ballot by its code, and by their own browser', async () => {
    await staff.reload();
    for (const code of receipts.values()) {
      await staff.getByLabel('Receipt code').fill(code.toLowerCase());
      await expect(staff.getByText('This ballot is in the count.')).toBeVisible();
    }
    await staff.getByLabel('Receipt code').fill(replaced);
    await expect(staff.getByText('This ballot was replaced by a later one')).toBeVisible();
    await staff.getByLabel('Receipt code').fill('AAAA AAAA AAAA AAAA AAAA');
    await expect(staff.getByText('No ballot has this code.')).toBeVisible();

    const gus = of('gus');
    await gus.goto(`${address}/result`);
    await expect(gus.getByText('Cast from this browser')).toHaveCount(2);
    await expect(gus.getByText('This ballot is in the count.')).toHaveCount(1);
  });

  await test.step('the topic begins with the result, also for a guest without scripts', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const guest = await context.newPage();
    await guest.goto(address.replace('/e/', '/t/'));
    await expect(guest.getByRole('region', { name: 'Elected' }).getByRole('listitem')).toHaveText([
      'Ana Alm',
      'Ben Berg',
    ]);
    await guest.getByText('How it was counted').first().click();
    await expect(guest.getByRole('table', { name: 'All figures' })).toBeVisible();
    await context.close();
  });

  expect(found).toEqual([]);
  await Promise.all(contextsOf(pages).map((context) => context.close()));
});

test('without scripts members stand and withdraw, and the ballot says why it needs a script', async ({
  house,
  browser,
}) => {
  const opener = await browser.newContext({ storageState: await house.member('opener', 'Olle Ek') });
  await house.server.folkmoot('user', 'opener', '--role', 'staff');
  const opened = await opener.request.post(`${house.url}/api/v1/elections`, {
    data: {
      category: 'house',
      title: 'Somebody for the gate',
      raw: 'It squeaks.',
      seats: 1,
      electorate: 'members',
      nominationsCloseAt: new Date(Date.now() + 1_800_000).toISOString(),
      votingClosesAt: new Date(Date.now() + 3_600_000).toISOString(),
    },
    headers: { origin: house.url },
  });
  const { topicId, slug } = (await opened.json()) as { topicId: string; slug: string };
  // The roll is frozen at opening, so somebody who joins later is not on it.
  const late = await browser.newContext({
    storageState: await house.member('late', 'Lena Late'),
    javaScriptEnabled: false,
  });
  const latePage = await late.newPage();
  await latePage.goto(`${house.url}/e/${topicId}`);
  await expect(latePage).toHaveURL(`${house.url}/e/${topicId}/${slug}`);
  await expect(
    latePage.getByText('You are not on the electoral roll, so you cannot vote here.'),
  ).toBeVisible();

  const plain = await browser.newContext({
    storageState: await opener.storageState(),
    javaScriptEnabled: false,
  });
  const page = await plain.newPage();
  await page.goto(`${house.url}/e/${topicId}/${slug}`);
  await page.getByLabel('Why you stand').fill('   ');
  await page.getByRole('button', { name: 'Put my name forward' }).click();
  await expect(page.getByRole('alert')).toContainText('not valid yet');
  await nominate(page, 'I own a hammer.');
  await page.getByText('Withdraw', { exact: true }).click();
  await page.getByRole('button', { name: 'Withdraw my candidacy' }).click();
  await expect(page.getByText('Nobody has stood yet.')).toBeVisible();
  await nominate(page, 'I own two hammers.');

  await comeTo(house.server, topicId, 'nominations');
  await expect(async () => {
    await page.goto(`${house.url}/e/${topicId}/${slug}`);
    await page.getByRole('link', { name: 'Vote', exact: true }).click({ timeout: 2000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByRole('heading', { name: 'A secret ballot needs JavaScript' })).toBeVisible();
  const why = await page.locator('noscript').innerText();
  expect(why).toContain('A plain form would have to send your name and your vote together');
  await expect(page.getByRole('button', { name: 'Review' })).toBeHidden();
  await page.getByText('What is promised, and what not yet').click();
  await expect(page.getByText('No page and no copy of the database shows a result')).toBeVisible();
  await Promise.all([opener, late, plain].map((context) => context.close()));
});

function idIn(address: string): string {
  return /\/e\/(\d+)/.exec(address)?.[1] ?? '';
}

function contextsOf(pages: Map<string, Page>): BrowserContext[] {
  return [...pages.values()].map((page) => page.context());
}
