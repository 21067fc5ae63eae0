import { expect, openTopic, reply, test } from './house.ts';

test('a topic asks how it feels and answers itself, with scripts and without', async ({ house, browser }) => {
  const asks = await house.member('sense-asks', 'Asta');
  const asker = await (await browser.newContext({ storageState: asks })).newPage();
  const plain = await (
    await browser.newContext({
      storageState: await house.member('sense-plain', 'Pia'),
      javaScriptEnabled: false,
    })
  ).newPage();
  const topic = await openTopic(asker, house.url, 'A ladder for all of us?', 'Mine is broken.');
  const address = `${house.url}/t/${topic.topicId}/${topic.slug}`;

  await test.step('asked by whoever began the topic; a wrong form keeps what was written', async () => {
    await plain.goto(address);
    await expect(plain.getByRole('link', { name: 'Ask how this feels' })).toHaveCount(0);
    await asker.goto(address);
    await asker.getByRole('link', { name: 'Ask how this feels' }).click();
    await expect(asker.getByRole('heading', { name: 'Ask how this feels' })).toBeVisible();
    await asker.getByLabel('The question').fill('Shall we buy one?');
    await asker.getByLabel('Answer 3', { exact: true }).fill('');
    await asker.getByRole('button', { name: 'Ask it' }).click();
    await expect(asker.getByRole('alert')).toContainText('three to five answers');
    await expect(asker.getByLabel('The question')).toHaveValue('Shall we buy one?');
    await asker.getByLabel('Answer 3', { exact: true }).fill('No');
    await asker.getByRole('button', { name: 'Ask it' }).click();
    await expect(asker.getByRole('heading', { name: 'Shall we buy one?' })).toBeVisible();
  });

  const card = (page: typeof asker) => page.getByRole('region', { name: 'Shall we buy one?' });
  await test.step('answered without scripts; who has answered sees how it stands, live', async () => {
    await card(asker).getByLabel('Sounds good').check();
    await card(asker).getByRole('button', { name: 'Answer' }).click();
    await expect(card(asker)).toContainText('1 has answered');
    await asker.evaluate('globalThis.sameDocument = true');
    await plain.goto(address);
    await expect(card(plain)).toContainText('Answer to see how it stands.');
    await card(plain).getByLabel('Not sure').check();
    await card(plain).getByLabel('Why (optional)').fill('Where does it hang?');
    await card(plain).getByRole('button', { name: 'Answer' }).click();
    await expect(card(plain)).toContainText('2 have answered');
    await card(plain).getByRole('link', { name: 'Answers and reasons' }).click();
    await expect(plain.getByText('Where does it hang?')).toBeVisible();
    await expect(card(asker)).toContainText('2 have answered');
    expect(await asker.evaluate('globalThis.sameDocument')).toBe(true);
  });

  await test.step('a poll that is written meanwhile is there to be voted in, without a reload', async () => {
    await reply(plain, house.url, topic.topicId, 'When?\n\n```poll\nWhich day?\n- Monday\n- Tuesday\n```');
    const poll = asker.getByRole('region', { name: /^Poll in post \d+$/ });
    await poll.getByLabel('Tuesday').check();
    expect(await asker.evaluate('globalThis.sameDocument')).toBe(true);
    await poll.getByRole('button', { name: 'Vote' }).click();
    await expect(poll).toContainText('1 has voted');
  });
  await asker.context().close();
  await plain.context().close();
});
