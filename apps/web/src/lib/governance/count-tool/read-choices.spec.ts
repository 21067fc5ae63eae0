import { expect, test } from 'vitest';
import { readChoices } from './read-choices.ts';

const empty = { method: 'meek' as const, seats: '', lotOrder: '', withdrawn: '' };

test('empty fields leave seats, lot and candidates to the file', () => {
  expect(readChoices(empty)).toEqual({ method: 'meek', seats: null, lotOrder: null, withdrawn: [] });
});

test('candidates may be separated by commas, blanks or both', () => {
  const choices = readChoices({ ...empty, seats: ' 3 ', lotOrder: '3, 1,2', withdrawn: '4 7' });
  expect(choices).toEqual({ method: 'meek', seats: 3, lotOrder: [3, 1, 2], withdrawn: [4, 7] });
});

test.each([
  ['seats', '0', 'not-seats'],
  ['seats', '2.5', 'not-seats'],
  ['lotOrder', '1, Ann', 'not-numbers'],
  ['withdrawn', '-4', 'not-numbers'],
])('%s may not be "%s"', (field, text, why) => {
  expect(readChoices({ ...empty, [field]: text })).toEqual({ field, why });
});
