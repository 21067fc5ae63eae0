import type { Page } from '@playwright/test';
import { expect } from './house.ts';

/** By their numbers on the ballot. */
export const CANDIDATES = ['Ana Alm', 'Ben Berg', 'Chi Chen', 'Dan Dahl'];

/** Stands in the election whose page is open. */
export async function nominate(page: Page, statement: string): Promise<void> {
  await page.getByLabel('Why you stand').fill(statement);
  await page.getByRole('button', { name: 'Put my name forward' }).click();
  await expect(page.getByText('You are a candidate')).toBeVisible();
}

/** Ranks by three different controls. */
export async function rank(page: Page, ranking: number[], candidates = CANDIDATES): Promise<void> {
  await expect(page.getByRole('button', { name: 'Review' })).toBeEnabled();
  const [first = 0, ...others] = ranking;
  const name = (candidate: number) => candidates[candidate - 1] ?? '';
  const rankOf = (candidate: number) => page.getByLabel(`Rank of ${name(candidate)}`);
  for (const candidate of others) {
    await page.getByRole('button', { name: `Rank ${name(candidate)} next` }).click();
  }
  // The first choice comes last and is moved up, by the keyboard or by the rank.
  if (others.length === 1) {
    await rankOf(first).selectOption('2');
    await page.getByRole('button', { name: `Move ${name(first)} up` }).press('Enter');
  } else {
    await rankOf(first).selectOption('1');
  }
  for (const [index, candidate] of ranking.entries()) {
    await expect(rankOf(candidate)).toHaveValue(String(index + 1));
  }
  const left = candidates.length - ranking.length;
  await expect(page.getByText(`${ranking.length} ranked, ${left} left out – allowed.`)).toBeVisible();
}

/** Ranks, reviews and casts; answers the receipt code. */
export async function cast(page: Page, ranking: number[], candidates = CANDIDATES): Promise<string> {
  await rank(page, ranking, candidates);
  await page.getByRole('button', { name: 'Review' }).click();
  await expect(page.getByText(`Your vote goes to ${candidates[(ranking[0] ?? 0) - 1] ?? ''}.`)).toBeVisible();
  await page.getByRole('button', { name: 'Cast my ballot' }).click();
  await expect(page.getByRole('heading', { name: 'Your ballot is cast' })).toBeVisible({ timeout: 60_000 });
  return (await page.getByTestId('receipt').innerText()).trim();
}
