import type { Page } from '@playwright/test';
import { expect, openTopic, test } from './house.ts';
import { look } from './look.ts';

const text = (page: Page) => page.getByRole('textbox', { name: 'Your text' });
const RAW = 'Agenda\n\n1. Boiler\n\n2. Bikes\n\nEnd at nine';

for (const javaScriptEnabled of [true, false])
  test(`two people edit one wiki post, and neither overwrites the other, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async ({
    house,
    browser,
  }) => {
    const state = async (name: string) => ({
      storageState: await house.member(`${name.toLowerCase()}${javaScriptEnabled ? 'js' : 'no'}`, name),
    });
    const ana = await (await browser.newContext(await state('Anna'))).newPage();
    const bo = await (await browser.newContext({ ...(await state('Bosse')), javaScriptEnabled })).newPage();
    const topic = await openTopic(ana, house.url, `Agenda for June ${javaScriptEnabled ? 1 : 2}`, RAW);
    const edit = `${house.url}/t/${topic.topicId}/edit/1`;
    await ana.goto(edit);
    await ana.getByRole('button', { name: 'Let everyone who may reply edit this post' }).click();
    await expect(ana.getByRole('article', { name: 'Post 1 by Anna' })).toBeVisible();

    await test.step('at different places: both edits stand together', async () => {
      await ana.goto(edit);
      await bo.goto(edit);
      await text(ana).fill(RAW.replace('1. Boiler', '1. Boiler and pipes'));
      await text(bo).fill(RAW.replace('nine', 'ten'));
      await ana.getByRole('button', { name: 'Save' }).click();
      await expect(ana.getByRole('article', { name: 'Post 1 by Anna' })).toContainText('pipes');
      await bo.getByRole('button', { name: 'Save' }).click();
      await expect(bo.getByRole('alert')).toContainText('Anna edited this post while you wrote');
      await expect(text(bo)).toHaveValue(/pipes[\s\S]*ten$/);
      await bo.getByRole('button', { name: 'Save' }).click();
      await expect(bo.getByRole('article', { name: 'Post 1 by Anna' })).toContainText('End at ten');
      await expect(bo.getByRole('article', { name: 'Post 1 by Anna' })).toContainText('Boiler and pipes');
    });

    await test.step('at the same place: the second chooses', async () => {
      await ana.goto(edit);
      await bo.goto(edit);
      const now = await text(bo).inputValue();
      await text(ana).fill(now.replace('2. Bikes', '2. Bikes first'));
      await text(bo).fill(now.replace('2. Bikes', '2. Bikes last'));
      await ana.getByRole('button', { name: 'Save' }).click();
      await expect(ana.getByRole('article', { name: 'Post 1 by Anna' })).toContainText('Bikes first');
      await bo.getByRole('button', { name: 'Save' }).click();
      await expect(bo.getByRole('heading', { name: 'Two edits of one post' })).toBeVisible();
      // axe needs scripts in the page that it looks at.
      expect(javaScriptEnabled ? await look(bo, 'merge') : []).toEqual([]);
      await bo.setViewportSize({ width: 1280, height: 900 });
      await bo.screenshot({ path: test.info().outputPath('merge.png') });
      await bo.getByRole('radio', { name: /Both/ }).check();
      await bo.getByRole('button', { name: 'Put together and save' }).click();
      const post = bo.getByRole('article', { name: 'Post 1 by Anna' });
      await expect(post).toContainText('Bikes last');
      await expect(post).toContainText('Bikes first');
    });
    await ana.context().close();
    await bo.context().close();
  });
