import { expect, it } from 'vitest';
import { preferredLanguage } from './language.rules.ts';

it.each([
  ['sv-SE,sv;q=0.9,en-US;q=0.8,en;q=0.7', 'sv'],
  ['en-GB,en;q=0.9,sv;q=0.8', 'en'],
  ['de,fr;q=0.9,sv;q=0.1', 'sv'],
  ['en;q=0.2, sv;q=0.9', 'sv'],
  ['sv;q=0, en', 'en'],
  ['de', 'en'],
  ['*', 'en'],
  ['', 'en'],
  [null, 'en'],
  [';;;=,q', 'en'],
])('reads %s as %s', (accepted, language) => {
  expect(preferredLanguage(accepted)).toBe(language);
});
