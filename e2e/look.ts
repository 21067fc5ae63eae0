import type { Page } from '@playwright/test';
import axe from 'axe-core';

const WIDTHS = [1280, 390];

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string }[];
}

/** What axe calls serious or critical, with the element that it is about. */
async function faults(page: Page, scheme: 'light' | 'dark'): Promise<string[]> {
  // In the dark only the colours are others.
  const only = scheme === 'dark' ? `runOnly: { type: 'rule', values: ['color-contrast'] },` : '';
  const violations = await page.evaluate<Violation[]>(
    `axe.run({ ${only} resultTypes: ['violations'] }).then(({ violations }) => violations.map(
      ({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ html }) => ({ html })) })))`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

async function overflow(page: Page, name: string, width: number): Promise<string[]> {
  const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  return over > 0 ? [`${name} is ${over} px wider than a screen of ${width} px`] : [];
}

/** Looks at what is on the page at both widths, in the light and in the dark, and enlarged. */
export async function look(page: Page, name: string): Promise<string[]> {
  const found: string[] = [];
  await page.evaluate(`${axe.source}; undefined`);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark'] as const) {
      // Without motion, so that no colour is on its way to another.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const here = `${name} at ${width} px, ${colorScheme}:`;
      found.push(...(await faults(page, colorScheme)).map((fault) => `${here} ${fault}`));
    }
    found.push(...(await overflow(page, name, width)));
  }
  // A screen of 1280 px at 200 % (WCAG 1.4.10 asks for 320 px, which is 1280 px at 400 %).
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 900 });
    found.push(...(await overflow(page, name, width)));
  }
  return found;
}
