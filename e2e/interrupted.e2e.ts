import type { Page } from '@playwright/test';
import { comeTo } from './clock.ts';
import { expect, test } from './house.ts';
import { look } from './look.ts';
import { cast } from './voters.ts';

test.describe.configure({ timeout: 240_000 });

const HOUR_MS = 3_600_000;
const LIST = ['Ina Alm', 'Ivo Berg', 'Ines Chen'];

test('an election is appealed in, opened again, suspended, declared void and held again, all on its pages', async ({
  house,
  browser,
}, info) => {
  const pages = new Map<string, Page>();
  const people = {
    rosa: 'Rosa Ek',
    sven: 'Sven Ek',
    tove: 'Tove Ek',
    ina: 'Ina Alm',
    ivo: 'Ivo Berg',
    ines: 'Ines Chen',
  };
  for (const [username, name] of Object.entries(people)) {
    const storageState = await house.member(`in-${username}`, name);
    const context = await browser.newContext({ storageState, timezoneId: 'Europe/Stockholm' });
    pages.set(username, await context.newPage());
  }
  await house.server.folkmoot('user', 'in-rosa', '--role', 'staff');
  const of = (username: keyof typeof people): Page => pages.get(username)!;
  const rosa = of('rosa');
  const found: string[] = [];
  const ask = async (
    method: 'post' | 'patch',
    path: string,
    data?: object,
  ): Promise<{ id: string; slug: string; topicId: string }> => {
    const answer = await rosa.request[method](`${house.url}/api/v1${path}`, {
      ...(data && { data }),
      headers: { origin: house.url },
    });
    expect(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    return answer.status() === 204 ? { id: '', slug: '', topicId: '' } : answer.json();
  };
  await ask('post', '/groups', {
    slug: 'stairwell',
    name: 'The stairwell',
    description: '',
    visibility: 'public',
  });
  await house.server.query(
    `insert into group_membership (group_id, account_id)
     select g.id, a.id from account_group g, account a
     where g.slug = 'stairwell' and a.handle like 'in-%' on conflict do nothing`,
  );
  const { id: draft } = await ask('post', '/election-drafts');
  const at = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();
  const bylaws = {
    preset: 'coop',
    noticeDays: 0,
    seconders: 0,
    selfNomination: true,
    acclamation: false,
    quorum: 0,
    challengeDays: 2,
    termMonths: 12,
    vacancy: ['substitute'],
  };
  const course = {
    nominationsOpenAt: at(-1),
    nominationsCloseAt: at(24),
    votingOpensAt: at(72),
    votingClosesAt: at(96),
    termsStartAt: at(240),
  };
  for (const step of [
    { terms: { category: 'house', title: 'A key keeper', seats: 1, office: null, bylaws } },
    { roll: { electorate: 'stairwell', recordAt: at(0) } },
    { course },
    { text: { raw: 'One **key keeper** is wanted.' } },
    {
      officers: {
        returningOfficer: 'in-rosa',
        scrutineers: ['in-sven'],
        appealsBody: ['in-tove'],
        sourcesConfirmed: true,
      },
    },
  ])
    await ask('patch', `/election-drafts/${draft}`, step);
  const { topicId: id } = await ask('post', `/election-drafts/${draft}/announce`);
  const address = `${house.url}/e/${id}/a-key-keeper`;
  const step = (page: Page) => page.getByRole('region', { name: 'Next step' });
  const until = (page: Page, path: string, words: string) =>
    expect(async () => {
      await page.goto(`${address}${path}`);
      await expect(step(page)).toContainText(words, { timeout: 1500 });
    }).toPass({ timeout: 60_000 });
  /** One officer asks on the page, with a reason, and the other confirms. */
  const both = async (
    event: string,
    reason: string,
    check: () => Promise<void> = () => Promise.resolve(),
  ) => {
    await rosa.goto(`${address}/manage`);
    await rosa.getByText(event, { exact: true }).first().click();
    await rosa.getByLabel('Reason').first().fill(reason);
    await rosa.getByRole('button', { name: event, exact: true }).click();
    await expect(step(rosa)).toContainText('Waiting for a second officer');
    await check();
    await of('sven').goto(`${address}/manage`);
    await of('sven')
      .getByRole('button', { name: `Confirm: ${event}` })
      .click();
  };

  await test.step('a candidate who was refused appeals, and the appeals body admits him', async () => {
    await until(of('ina'), '', 'Put yourself or somebody else forward');
    for (const username of ['ina', 'ivo'] as const) {
      await of(username).goto(address);
      await of(username).getByLabel('Why you stand').fill(`I am ${username}.`);
      await of(username).getByRole('button', { name: 'Put my name forward' }).click();
      await expect(of(username).getByText('you', { exact: true })).toBeVisible();
    }
    await comeTo(house.server, id, 'scrutiny');
    await until(rosa, '/manage', 'Decide about each candidacy');
    await rosa.goto(`${address}/manage/nominations`);
    await rosa.getByRole('button', { name: 'Admit to the list' }).first().click();
    await expect(rosa.getByRole('button', { name: 'Refuse' })).toHaveCount(1);
    await rosa.getByRole('button', { name: 'Refuse' }).click();
    // A refusal needs a reason, and says so beside the field.
    await expect(rosa.getByText('Say why.')).toBeVisible();
    await rosa.getByLabel('Reason').fill('He lives elsewhere.');
    await rosa.getByRole('button', { name: 'Refuse' }).click();
    await expect(rosa.getByText('He lives elsewhere.')).toBeVisible();

    const refused = /Ivo/.test(await rosa.locator('main').innerText()) ? of('ivo') : of('ina');
    await refused.goto(address);
    await expect(refused.getByText('Your candidacy was refused')).toBeVisible();
    await expect(refused.getByText('He lives elsewhere.').first()).toBeVisible();
    found.push(...(await look(refused, 'refused candidacy')));
    await refused.getByRole('textbox').first().fill('I moved in in May.');
    await refused.getByRole('button', { name: 'Send the appeal' }).click();
    await until(of('tove'), '/manage', 'Answer the appeals');
    await of('tove').goto(`${address}/manage/nominations`);
    await expect(of('tove').getByText('I moved in in May.')).toBeVisible();
    found.push(...(await look(of('tove'), 'appeal')));
    await of('tove').getByLabel('Reason').fill('The register says so too.');
    await of('tove').getByRole('button', { name: 'Admit after all' }).click();
    await expect(of('tove').getByRole('button', { name: 'Admit after all' })).toHaveCount(0);
    await until(rosa, '/manage', 'Publish the list of candidates');
  });

  await test.step('nominations open again when two officers want it, and not before', async () => {
    const closes = async () =>
      (await (await rosa.request.get(`${house.url}/api/v1/elections/${id}/process`)).json())
        .nominationsCloseAt;
    const before = await closes();
    await rosa.goto(`${address}/manage`);
    await rosa.getByText('Reopen nominations', { exact: true }).first().click();
    await rosa.getByLabel('Reason').first().fill('Two candidates are few.');
    const later = new Date(Date.now() + 48 * HOUR_MS).toISOString().slice(0, 16);
    await rosa.getByLabel('Nominations close').fill(later);
    await rosa.getByRole('button', { name: 'Reopen nominations', exact: true }).click();
    await expect(step(rosa)).toContainText('Waiting for a second officer');
    expect(await closes()).toBe(before);
    // The first page that a browser sees tells its time zone.
    await of('sven').goto(address);
    await expect
      .poll(async () => (await of('sven').context().cookies()).some(({ name }) => name === 'zone'))
      .toBe(true);
    await of('sven').goto(`${address}/manage`);
    await expect(of('sven').getByLabel('Nominations close')).toHaveValue(later);
    await of('sven').getByRole('button', { name: 'Confirm: Reopen nominations' }).click();
    await expect.poll(closes).not.toBe(before);
    await until(of('ines'), '', 'Put yourself or somebody else forward');
    await of('ines').getByLabel('Why you stand').fill('I am Ines.');
    await of('ines').getByRole('button', { name: 'Put my name forward' }).click();
    await expect(of('ines').getByText('you', { exact: true })).toBeVisible();
    await comeTo(house.server, id, 'scrutiny');
    await until(rosa, '/manage', 'Decide about each candidacy');
    await rosa.goto(`${address}/manage/nominations`);
    await rosa.getByRole('button', { name: 'Admit to the list' }).click();
    await until(rosa, '/manage', 'Publish the list of candidates');
    await rosa.getByRole('button', { name: 'Publish the list' }).click();
    await step(rosa).getByRole('button', { name: 'Try the count out' }).click();
    await step(rosa).getByRole('button', { name: 'Seal the election' }).click();
    await expect(step(rosa)).toContainText('Waiting for a second officer');
    await of('sven').goto(`${address}/manage`);
    await step(of('sven')).getByRole('button', { name: 'Confirm: Seal the election' }).click();
    await expect(step(of('sven'))).toContainText('Voting opens by the clock');
    await comeTo(house.server, id, 'opening');
    await until(of('ina'), '', 'Voting is open');
  });

  await test.step('a suspended vote takes no ballot, and says why until it goes on', async () => {
    await both('Suspend voting', 'The list names somebody twice.', async () => {
      // One officer alone stops nobody.
      await of('ina').goto(`${address}/ballot`);
      await expect(of('ina').getByRole('button', { name: 'Review' })).toBeVisible();
    });
    await expect(step(of('sven'))).toContainText('Voting is suspended');
    await of('ina').goto(address);
    await expect(of('ina').getByText('The list names somebody twice.').first()).toBeVisible();
    found.push(...(await look(of('ina'), 'suspended election')));
    await of('ina').goto(`${address}/ballot`);
    await expect(of('ina').getByRole('button', { name: 'Review' })).toHaveCount(0);
    await rosa.goto(`${address}/manage`);
    await rosa.getByLabel('Reason').first().fill('It was a reader’s mistake.');
    await rosa.getByRole('button', { name: 'Let voting go on', exact: true }).click();
    await expect(step(rosa)).toContainText('Waiting for a second officer');
    await of('sven').goto(`${address}/manage`);
    await of('sven').getByRole('button', { name: 'Confirm: Let voting go on' }).click();
    for (const username of ['ina', 'ivo', 'ines', 'tove', 'sven'] as const) {
      await of(username).goto(`${address}/ballot`);
      await cast(of(username), [1, 2], LIST);
    }
  });

  await test.step('the appeals body alone declares the result void, and the officers hold the election again', async () => {
    await comeTo(house.server, id, 'voting');
    await until(of('ivo'), '', 'The result can be challenged');
    await of('ivo').getByLabel('What is wrong with the result').fill('I was left out for a day.');
    await of('ivo').getByRole('button', { name: 'Challenge the result' }).click();
    await until(of('tove'), '/manage', 'Rule on the challenges');
    await of('tove').goto(`${address}/manage/challenges`);
    await of('tove').getByLabel('Reason').fill('That could have changed it.');
    await of('tove').getByRole('button', { name: 'Uphold' }).click();
    await expect(of('tove').getByText('Upheld', { exact: true })).toBeVisible();
    await rosa.goto(`${address}/manage`);
    await expect(rosa.getByRole('button', { name: 'Declare the result void' })).toHaveCount(0);
    await until(of('tove'), '/manage', 'Declare the result void');
    await of('tove').getByLabel('Reason').fill('The list was in doubt.');
    await of('tove').getByRole('button', { name: 'Declare the result void' }).click();
    await of('ina').goto(address);
    await expect(of('ina').getByText('The list was in doubt.').first()).toBeVisible();
    found.push(...(await look(of('ina'), 'void election')));
    await of('ina').goto(`${house.url}/e/setup`);
    await expect(of('ina').getByText('A key keeper')).toHaveCount(0);

    await rosa.goto(`${house.url}/e/setup`);
    found.push(...(await look(rosa, 'setups')));
    await rosa.setViewportSize({ width: 390, height: 844 });
    await rosa.screenshot({ path: info.outputPath('setups-390.png'), fullPage: true });
    await rosa.getByRole('link', { name: 'A key keeper' }).click();
    await expect(rosa.getByText('Re-run of')).toBeVisible();
    const again = /setup\/(\d+)/.exec(rosa.url())?.[1] ?? '';
    // The notice says what is different this time; the same one a moment later would be taken for a slip.
    await ask('patch', `/election-drafts/${again}`, {
      course,
      text: { raw: 'A **key keeper**, once more.' },
    });
    await rosa.goto(`${house.url}/e/setup/${again}/checks`);
    await rosa.getByLabel('We have read our bylaws').check();
    await rosa.getByRole('button', { name: 'Try the count out' }).click();
    await expect(rosa.getByText('invented ballots were counted')).toBeVisible();
    await rosa.getByRole('button', { name: 'Announce the election' }).click();
    await expect(rosa).toHaveURL(/\/e\/\d+\/a-key-keeper$/);
    await expect(rosa.getByText('Re-run of')).toBeVisible();
    await of('ina').goto(address);
    await expect(of('ina').getByText('Held again:')).toBeVisible();
  });

  expect(found).toEqual([]);
  for (const page of pages.values()) await page.context().close();
});
