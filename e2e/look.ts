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

/** Looks at what is on the page at both widths, in the light and in the dark. */
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
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    if (overflow > 0) found.push(`${name} is ${overflow} px wider than a screen of ${width} px`);
  }
  return found;
}
