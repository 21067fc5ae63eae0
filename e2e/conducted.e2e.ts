import { writeFile } from 'node:fs/promises';
import type { BallotManifest } from '@app/contract';
import type { Page } from '@playwright/test';
import { comeTo } from './clock.ts';
import { expect, test } from './house.ts';
import { look } from './look.ts';
import { eachOf, manyMembers } from './many-members.ts';
import { CANDIDATES, cast } from './voters.ts';

test.describe.configure({ timeout: 480_000 });

const STANDS: Record<string, string> = {
  ana: CANDIDATES[0] ?? '',
  ben: CANDIDATES[1] ?? '',
  chi: CANDIDATES[2] ?? '',
  dan: CANDIDATES[3] ?? '',
};
const WITHOUT_BROWSER = ['Eli Eng', 'Fay Falk', 'Gun Gran', 'Hal Holm'];
const ALL = [...CANDIDATES, ...WITHOUT_BROWSER];
const MEMBERS = 200;

/**
 * How those without a browser vote, by candidate number: with a quota of 40 the first three are elected at once and
 * Eli last; whoever put Ana first put Fay next, who follows her when the ballots are counted again.
 */
const WISHES = [
  { of: 60, ranking: [1, 6, 5] },
  { of: 44, ranking: [2, 5, 7] },
  { of: 42, ranking: [3, 5] },
  { of: 30, ranking: [5, 4, 8] },
  { of: 9, ranking: [7, 8, 6] },
  { of: 7, ranking: [4, 8] },
].flatMap(({ of, ranking }) => Array<number[]>(of).fill(ranking));

test('officers conduct an election on their pages, from its setup to terms in office and a vacancy', async ({
  house,
  browser,
}, info) => {
  const pages = new Map<string, Page>();
  const enter = async (username: string, name: string) => {
    const storageState = await house.member(`co-${username}`, name);
    const context = await browser.newContext({ storageState, timezoneId: 'Europe/Stockholm' });
    pages.set(username, await context.newPage());
  };
  for (const [username, name] of Object.entries(STANDS)) await enter(username, name);
  for (const username of ['eva', 'rosa', 'sven', 'tove']) await enter(username, `${username} Ek`);
  await house.server.folkmoot('user', 'co-rosa', '--role', 'staff');
  const of = (username: string): Page => pages.get(username)!;
  const rosa = of('rosa');
  const api = (path: string) => `${house.url}/api/v1${path}`;
  const headers = { origin: house.url };
  await rosa.request.post(api('/groups'), {
    data: { slug: 'in-office', name: 'In office', description: '', visibility: 'public' },
    headers,
  });
  await rosa.request.post(api('/offices'), {
    data: { slug: 'stewards', name: 'Stewards', group: 'in-office', seats: 4 },
    headers,
  });
  await rosa.request.post(api('/groups'), {
    data: { slug: 'residents', name: 'Residents', description: '', visibility: 'public' },
    headers,
  });
  await house.server.query(
    `insert into group_membership (group_id, account_id)
     select g.id, a.id from account_group g, account a
     where g.slug = 'residents' and a.handle like 'co-%' on conflict do nothing`,
  );
  const cookie = (await rosa.context().cookies()).find(({ name }) => name.includes('session'))?.name ?? '';
  const others = Array.from(
    { length: MEMBERS - pages.size },
    (_, index) => WITHOUT_BROWSER[index] ?? `Member ${index}`,
  );
  const many = await manyMembers(house.server, { names: others, group: 'residents', cookie });
  expect(many).toHaveLength(WISHES.length);
  const found: string[] = [];

  await test.step('set up in five steps, each kept', async () => {
    await rosa.goto(`${house.url}/c/house/elections`);
    await rosa.getByRole('link', { name: 'Set up an election' }).click();
    await rosa.getByRole('button', { name: 'Set up an election' }).click();
    await rosa.getByLabel('Title').fill('Stewards of the house');
    await rosa.getByLabel('Seats').fill('4');
    await rosa.getByLabel('Office', { exact: true }).selectOption('stewards');
    found.push(...(await look(rosa, 'setup: seats')));
    await rosa.getByRole('button', { name: 'Save and go on' }).click();
    await rosa.getByLabel('Who may vote').selectOption('residents');
    await rosa.getByLabel('Who is left out').fill('co-eva');
    await rosa.getByRole('button', { name: 'Save and go on' }).click();
    await expect(rosa.getByText('needs a name, a colon and a reason').first()).toBeVisible();
    await rosa.getByLabel('Who is left out').fill('');
    await rosa.getByRole('button', { name: 'Save and go on' }).click();
    await rosa.getByLabel('Days of notice before voting opens').fill('0');
    await rosa.getByRole('button', { name: 'Save and go on' }).click();
    await rosa.getByLabel('Notice', { exact: true }).fill('Four **stewards** are wanted.');
    await rosa.getByRole('button', { name: 'Save and preview' }).click();
    await expect(rosa.getByRole('region', { name: 'How the notice looks' })).toContainText('stewards');
    await rosa.getByRole('button', { name: 'Save and go on' }).click();
    await rosa.getByLabel('Returning officer').fill('co-rosa');
    await rosa.getByLabel('Scrutineers').fill('co-sven');
    await rosa.getByLabel('Appeals body').fill('co-tove');
    await rosa.getByLabel('We have read our bylaws').check();
    await rosa.getByRole('button', { name: 'Try the count out' }).click();
    await expect(rosa.getByText('60 invented ballots were counted')).toBeVisible();
    found.push(...(await look(rosa, 'setup: checks')));
    await rosa.getByRole('button', { name: 'Announce the election' }).click();
    await expect(rosa).toHaveURL(/\/e\/\d+\/stewards-of-the-house$/);
  });
  const address = rosa.url();
  const id = /\/e\/(\d+)/.exec(address)?.[1] ?? '';
  const step = (page: Page) => page.getByRole('region', { name: 'Next step' });
  /** Looks again until the clock's job has run. */
  const until = (page: Page, path: string, words: string) =>
    expect(async () => {
      await page.goto(`${address}${path}`);
      await expect(step(page)).toContainText(words, { timeout: 1500 });
    }).toPass({ timeout: 60_000 });

  await test.step('members stand, one because another put her forward', async () => {
    await comeTo(house.server, id, 'record');
    await expect
      .poll(
        async () => (await (await rosa.request.get(api(`/elections/${id}/process`))).json()).notices.served,
        {
          timeout: 60_000,
        },
      )
      .toBe(MEMBERS);
    await comeTo(house.server, id, 'nominating');
    await until(of('eva'), '', 'Put yourself or somebody else forward');
    await of('eva').getByLabel('Username').fill('co-ana');
    await of('eva').getByRole('button', { name: 'Nominate', exact: true }).click();
    await expect(of('eva').getByText('Has not answered')).toBeVisible();
    await until(of('ana'), '', 'You were nominated');
    await of('ana').getByLabel('Why you stand').fill('Because Eva asked.');
    await of('ana').getByRole('button', { name: 'Accept and stand' }).click();
    await expect(of('ana').getByText('Stands', { exact: true })).toBeVisible();
    for (const username of ['ben', 'chi', 'dan']) {
      await of(username).goto(address);
      await of(username).getByLabel('Why you stand').fill(`I am ${username}.`);
      await of(username).getByRole('button', { name: 'Put my name forward' }).click();
      await expect(of(username).getByText('you', { exact: true })).toBeVisible();
    }
    for (const [index, name] of WITHOUT_BROWSER.entries()) {
      const answer = await many[index]!.send(`/elections/${id}/candidacies`, { statement: `I am ${name}.` });
      expect(answer.status, await answer.text()).toBe(204);
    }
    found.push(...(await look(of('eva'), 'conducted nominations')));
    await of('eva').goto(`${address}/roll`);
    await expect(of('eva').getByRole('heading', { name: 'You are on the electoral roll.' })).toBeVisible();
    found.push(...(await look(of('eva'), 'own roll')));
  });

  await test.step('one officer decides about candidacies, two seal', async () => {
    await comeTo(house.server, id, 'scrutiny');
    await until(rosa, '/manage', 'Decide about each candidacy');
    await rosa.goto(`${address}/manage/nominations`);
    for (let left = ALL.length; left > 0; left--) {
      await expect(rosa.getByRole('button', { name: 'Admit to the list' })).toHaveCount(left);
      await rosa.getByRole('button', { name: 'Admit to the list' }).first().click();
    }
    await until(rosa, '/manage', 'Publish the list of candidates');
    await rosa.getByRole('button', { name: 'Publish the list' }).click();
    await step(rosa).getByRole('button', { name: 'Try the count out' }).click();
    await step(rosa).getByRole('button', { name: 'Seal the election' }).click();
    await expect(step(rosa)).toContainText('Waiting for a second officer');
    await until(of('sven'), '/manage', 'rosa Ek has asked for this');
    found.push(...(await look(of('sven'), 'manage')));
    await step(of('sven')).getByRole('button', { name: 'Confirm: Seal the election' }).click();
    await expect(step(of('sven'))).toContainText('Voting opens by the clock');
  });

  const receipt = info.outputPath('receipt.json');
  let manifest: BallotManifest | undefined;
  await test.step('a candidate withdraws after sealing, five vote in browsers, one of them twice', async () => {
    await comeTo(house.server, id, 'opening');
    await until(of('eva'), '', 'Voting is open');
    await of('dan').goto(address);
    await of('dan').getByText('Withdraw', { exact: true }).click();
    await of('dan').getByRole('button', { name: 'Withdraw my candidacy' }).click();
    await expect(of('dan').getByText('Withdrawn')).toBeVisible();
    const replaced = [3, 2];
    for (const [username, ranking] of Object.entries({
      ana: [1, 2, 3],
      ben: replaced,
      chi: [3, 1],
      dan: [1, 6],
      sven: [2, 1],
    })) {
      await of(username).goto(`${address}/ballot`);
      await cast(of(username), ranking, ALL);
    }
    const ben = of('ben');
    await ben.getByRole('button', { name: 'Vote again' }).click();
    await cast(ben, [2, 5, 1], ALL);
    const [download] = await Promise.all([
      ben.waitForEvent('download'),
      ben.getByRole('button', { name: 'Save the receipt' }).click(),
    ]);
    await download.saveAs(receipt);
  });

  await test.step('whoever lost her ballot is told that there is no second one', async () => {
    await of('eva').goto(`${address}/ballot`);
    await of('eva').getByText('Vote later, or on another device').click();
    await of('eva').getByRole('button', { name: 'Collect my ballot now' }).click();
    await expect(of('eva').getByText('Keep your ballot for another device')).toBeVisible();
    const elsewhere = await browser.newContext({ storageState: await of('eva').context().storageState() });
    const page = await elsewhere.newPage();
    await page.goto(`${address}/ballot`);
    await page.getByText('It is lost', { exact: true }).click();
    await expect(page.getByText('a second ballot would be a second vote')).toBeVisible();
    await elsewhere.close();
  });

  await test.step('the other members vote', async () => {
    const election = await (await rosa.request.get(api(`/elections/${id}`))).json();
    manifest = (election as { manifest: BallotManifest }).manifest;
    expect((election as { rollSize: number }).rollSize).toBe(MEMBERS);
    await eachOf(many, 8, (member, index) => member.vote(manifest!, WISHES[index]!));
    // A pass that is lost cannot be replaced by asking anew.
    many[0]!.passes.passes.clear();
    await expect(many[0]!.vote(manifest, [1])).rejects.toThrow('ballot-collected');
  });

  await test.step('the result is challenged, the challenge ruled on, and two certify', async () => {
    await comeTo(house.server, id, 'voting');
    await until(of('eva'), '', 'The result can be challenged');
    await of('eva').getByLabel('What is wrong with the result').fill('It was too fast.');
    await of('eva').getByRole('button', { name: 'Challenge the result' }).click();
    await until(of('tove'), '/manage', 'Rule on the challenges');
    await of('tove').goto(`${address}/manage/challenges`);
    await of('tove').getByLabel('Reason').fill('It lasted as long as announced.');
    await of('tove').getByRole('button', { name: 'Reject' }).click();
    await expect(of('tove').getByText('Rejected')).toBeVisible();
    await comeTo(house.server, id, 'window');
    await until(of('sven'), '/manage', 'Certify the result');
    await step(of('sven')).getByRole('button', { name: 'Certify the result' }).click();
    await until(rosa, '/manage', 'Confirm: Certify the result');
    await step(rosa).getByRole('button', { name: 'Confirm' }).click();
    await expect(step(rosa)).toContainText('The result is certified');
    await rosa.goto(`${address}/log`);
    await expect(rosa.getByText('The result is certified')).toBeVisible();
    found.push(...(await look(rosa, 'log')));
  });

  await test.step('the elected hold their seats, and a vacancy is filled by countback', async () => {
    await rosa.goto(`${house.url}/offices`);
    const office = rosa.getByRole('region', { name: 'Stewards' });
    for (const name of ['Ana Alm', 'Ben Berg', 'Chi Chen', 'Eli Eng'])
      await expect(office).toContainText(name);
    const term = office.getByRole('listitem').filter({ hasText: 'Ana Alm' });
    await term.getByText('End the term').click();
    await term.getByRole('combobox').selectOption('died');
    await term.getByRole('button', { name: 'End it now' }).click();
    await expect(rosa.getByText('Fay Falk follows: the ballots were counted again')).toBeVisible();
    found.push(...(await look(rosa, 'offices')));
  });

  await test.step('the record proves itself', async () => {
    const record = await rosa.request.get(api(`/elections/${id}/record.zip`));
    const file = info.outputPath('record.zip');
    await writeFile(file, await record.body());
    const options = ['--receipt', receipt, '--expect-manifest', manifest!.hash];
    const said = await house.server.folkmoot('verify', file, ...options);
    expect(said).toContain('is in the log and counts: candidates 2, 5, 1');
  });

  expect(found).toEqual([]);
  for (const page of pages.values()) await page.context().close();
});
