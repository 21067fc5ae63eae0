import type { Page } from '@playwright/test';
import { expect, openTopic, reply, test } from './house.ts';
import { look } from './look.ts';

const WIDTHS = [1280, 390] as const;

test('a community decides: proposed in a topic, changed once, voted with reasons, decided, kept in the log', async ({
  house,
  browser,
}) => {
  const enter = async (username: string, name: string, javaScriptEnabled = true) => {
    const storageState = await house.member(username, name);
    const context = await browser.newContext({
      storageState,
      javaScriptEnabled,
      timezoneId: 'Europe/Stockholm',
    });
    return context.newPage();
  };
  const una = await enter('una', 'Una Ulv');
  const vera = await enter('vera', 'Vera Vik');
  // Whoever has no scripts votes all the same.
  const will = await enter('will', 'Will Wik', false);
  const roll = (await house.server.query(`select count(*)::int as size from account`)) as { size: number }[];
  const found: string[] = [];
  const seen = async (page: Page, name: string) => found.push(...(await look(page, name)));

  const topic = await openTopic(una, house.url, 'A ladder for the house', 'Ours is three steps short.');
  await reply(vera, house.url, topic.topicId, 'And wobbly.');

  await test.step('a proposal is opened from the topic, and nothing that was written is lost', async () => {
    await una.goto(`${house.url}/t/${topic.topicId}`);
    await una.getByRole('link', { name: 'Put a proposal to the vote' }).click();
    await una.getByLabel('What is proposed, in one line').fill('Buy a ladder of six metres');
    await una.getByLabel('The text that is voted on').fill('The house buys **one** ladder.');
    const ends = await una.getByLabel('Voting ends', { exact: true }).inputValue();
    await una.getByLabel('Voting ends', { exact: true }).fill('2026-01-01T18:00');
    await una.getByLabel('Quorum').fill('0');
    await una.getByRole('button', { name: 'Open the vote' }).click();
    await expect(una.getByRole('alert')).toContainText('not valid');
    await expect(una.getByLabel('The text that is voted on')).toHaveValue('The house buys **one** ladder.');
    await seen(una, 'a new proposal with a mistake');
    await una.getByLabel('Voting ends', { exact: true }).fill(ends);
    await una.getByRole('button', { name: 'Open the vote' }).click();
    await expect(una.getByRole('heading', { name: 'Buy a ladder of six metres' })).toBeVisible();
    await expect(una.getByText(`0 of ${roll[0]?.size} have voted`).first()).toBeVisible();
  });
  const address = una.url();

  await test.step('a member votes from the card in the topic: choice, reason, a look at it in words, cast', async () => {
    await vera.goto(`${house.url}/t/${topic.topicId}`);
    await seen(vera, 'a topic with a proposal');
    await vera.getByRole('link', { name: 'Vote', exact: true }).click();
    await vera.getByRole('radio', { name: /^Block/ }).check();
    await vera.getByRole('button', { name: 'Look over my vote' }).click();
    await expect(vera.getByText('a block without a reason is not taken').first()).toBeVisible();
    await vera.getByRole('radio', { name: /^Agree/ }).check();
    await vera.getByLabel('Your reason').fill('I fell off the old one.');
    await vera.getByRole('button', { name: 'Look over my vote' }).click();
    await expect(vera.getByText(/You vote Agree on version 1, changeable until/)).toBeVisible();
    await seen(vera, 'a vote looked over');
    await vera.getByRole('button', { name: 'Cast my vote' }).click();
    await expect(vera.getByText('Your vote is in.')).toBeVisible();
    // Nobody is told how it stands, not even who has voted.
    await expect(vera.getByRole('heading', { name: 'Result', exact: true })).toHaveCount(0);
  });

  await test.step('the text is changed; an open page hears of it, and the vote waits to be confirmed', async () => {
    await vera.goto(`${house.url}/t/${topic.topicId}`);
    await una.getByRole('link', { name: 'Change the text' }).click();
    await una.getByLabel('The text that is voted on').fill('The house buys **two** ladders.');
    await una.getByRole('button', { name: 'Put the new wording to the vote' }).click();
    await expect(una.getByText('Version 2').first()).toBeVisible();
    await expect(vera.getByRole('link', { name: 'Confirm your vote' })).toBeVisible({ timeout: 30_000 });
    await vera.getByRole('link', { name: 'Confirm your vote' }).click();
    await expect(vera.getByText('was on version 1; it does not count for version 2')).toBeVisible();
    await vera.getByText('Earlier wordings').click();
    await expect(vera.locator('ins')).toHaveText(/two/);
    await seen(vera, 'a vote to confirm');
    await vera.getByRole('button', { name: 'Look over my vote' }).click();
    await vera.getByRole('button', { name: 'Cast my vote' }).click();
    await expect(vera.getByText('Your vote is in.')).toBeVisible();
  });

  await test.step('somebody without scripts disagrees', async () => {
    await will.goto(address);
    await will.getByRole('radio', { name: /^Disagree/ }).check();
    await will.getByLabel('Your reason').fill('One is enough.');
    await will.getByRole('button', { name: 'Look over my vote' }).click();
    await will.getByRole('button', { name: 'Change my vote' }).click();
    await expect(will.getByLabel('Your reason')).toHaveValue('One is enough.');
    await will.getByRole('button', { name: 'Look over my vote' }).click();
    await will.getByRole('button', { name: 'Cast my vote' }).click();
    await expect(will.getByText('Your vote is in.')).toBeVisible();
  });

  await test.step('voting ends, the outcome is stated, and the log keeps it', async () => {
    await una.goto(address);
    await una.getByRole('radio', { name: /^Agree/ }).check();
    await una.getByRole('button', { name: 'Look over my vote' }).click();
    await una.getByRole('button', { name: 'Cast my vote' }).click();
    await expect(una.getByText('Your vote is in.')).toBeVisible();
    const id = /\d+$/.exec(address)?.[0];
    await house.server.query(`update proposal set closes_at = clock_timestamp() where id = $1`, [id]);
    await house.server.query(
      `select graphile_worker.add_job('proposal:close', json_build_object('proposalId', $1::text))`,
      [id],
    );
    await expect(async () => {
      await una.goto(address);
      await expect(una.getByText('The outcome is yet to be stated').first()).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 45_000 });
    await expect(una.getByText('The numbers carry it')).toBeVisible();
    await expect(una.getByText('I fell off the old one.')).toBeVisible();
    await seen(una, 'a result');
    await una.getByRole('link', { name: 'State the outcome' }).click();
    await una.getByLabel('What follows from it').fill('Will buys them before May.');
    await una.getByLabel('Who sees to it').fill('will');
    await una.getByLabel('Look at it again on').fill('2027-05-01');
    await seen(una, 'stating an outcome');
    await una.getByRole('button', { name: 'Write it into the decision log' }).click();
    await expect(una).toHaveURL(/\/decisions\/\d+$/);
    await expect(una.getByText('The house buys two ladders.')).toBeVisible();
    await expect(una.getByRole('link', { name: 'Will Wik' })).toBeVisible();
    await expect(una.getByText('1 May 2027')).toBeVisible();
    await seen(una, 'a decision');
  });

  await test.step('a guest finds it in the log, and takes it away', async () => {
    const guest = await (await browser.newContext()).newPage();
    await guest.goto(`${house.url}/decisions`);
    await expect(guest.getByRole('link', { name: 'Buy a ladder of six metres' })).toBeVisible();
    await seen(guest, 'the decision log');
    for (const [file, type] of [
      ['rss', 'application/rss+xml'],
      ['feed.json', 'application/feed+json'],
      ['csv', 'text/csv'],
      ['json', 'application/json'],
    ] as const) {
      const answer = await guest.request.get(`${house.url}/decisions.${file}`);
      expect(answer.headers()['content-type']).toContain(type);
      expect(await answer.text()).toContain('Buy a ladder of six metres');
    }
    for (const width of WIDTHS) {
      await guest.setViewportSize({ width, height: 900 });
      await guest.screenshot({ path: test.info().outputPath(`decisions-${width}.png`), fullPage: true });
      await una.setViewportSize({ width, height: 900 });
      await una.screenshot({ path: test.info().outputPath(`decision-${width}.png`), fullPage: true });
    }
  });
  expect(found).toEqual([]);
});
