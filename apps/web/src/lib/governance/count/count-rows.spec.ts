import { count, rankedElection } from '@app/tally';
import { expect, it } from 'vitest';
import { countRows, quotaAt } from './count-rows.ts';
import { placesOf, votesText } from './votes.ts';

const sheet = count(
  rankedElection({ title: 'Board', seats: 2, candidates: ['Ana', 'Ben', 'Chi', 'Dan'] }, [
    ...Array.from({ length: 6 }, () => [1, 2]),
    ...Array.from({ length: 4 }, () => [2]),
    ...Array.from({ length: 3 }, () => [3]),
    [4, 3],
  ]),
  { method: 'scottish-stv' },
);

it('lists those elected first, in order, then those who stayed longest', () => {
  const rows = countRows(sheet, sheet.candidates);
  const told = rows.map(({ name, electedAt, excludedAt }) => ({ name, electedAt, excludedAt }));
  expect(told[0]).toEqual({ name: 'Ana', electedAt: 1, excludedAt: null });
  expect(told[1]?.electedAt).not.toBeNull();
  const out = told.slice(2).map(({ excludedAt }) => excludedAt ?? Infinity);
  expect(out).toEqual(out.toSorted((a, b) => b - a));
});

it('draws each bar against the greatest total, its transferred end apart', () => {
  const [ana, ben] = countRows(sheet, sheet.candidates);
  expect(sheet.stages[0]?.votes[0]).toBe('6.00000');
  expect(ana?.cells[0]).toMatchObject({
    length: 100,
    receivedLength: 0,
    decided: 'elected',
    standing: 'elected',
  });
  expect(ana?.cells[1]).toMatchObject({ gave: 1, votes: '5.00000' });
  expect(ben?.name).toBe('Ben');
  expect(ben?.cells[1]?.received).toBeCloseTo(1, 3);
  expect(ben?.cells[1]?.receivedLength).toBeCloseTo(100 / 6, 1);
  const [first] = sheet.stages;
  expect(first && quotaAt(sheet, first)).toBeCloseTo((100 * 5) / 6);
});

it('shows decimals where votes were divided, cut and never rounded up', () => {
  expect(placesOf(['1096.00000', '3'])).toBe(0);
  expect(placesOf(['1096.00000', '999.99999'])).toBe(2);
  expect(votesText('999.99999', 'en-GB')).toBe('999.99');
  expect(votesText('1096.00000', 'en-GB', 0)).toBe('1,096');
  expect(votesText('18446744073709551616.50000', 'sv-SE').replace(/\s/g, ' ')).toBe(
    '18 446 744 073 709 551 616,50',
  );
});
