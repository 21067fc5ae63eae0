import { describe, expect, it } from 'vitest';
import { meekMistakes } from './meek-reference.ts';
import { MEEK_FAULTS, plainMeek } from './plain-meek.ts';
import { plainSchulze, SCHULZE_FAULTS } from './plain-schulze.ts';
import { plainScottish, SCOTTISH_FAULTS } from './plain-scottish.ts';
import { missing } from './reference.ts';
import { schulzeMistakes } from './schulze-reference.ts';
import { scottishMistakes } from './scottish-reference.ts';

const skipped = missing('scottish') || missing('meek') || missing('schulze');

/** The first election that a counter gets wrong; undefined if none. */
const first = (mistakes: Generator<string, void>): string | undefined => mistakes.next().value ?? undefined;

describe.skipIf(skipped)(`the reference elections tell a wrong counter from a right one${skipped}`, () => {
  it('find no fault in plain counters by the same rules', () => {
    expect(
      first(scottishMistakes((election, lotOrder) => plainScottish(election, lotOrder))),
    ).toBeUndefined();
    expect(first(meekMistakes((election, lotOrder) => plainMeek(election, lotOrder)))).toBeUndefined();
    expect(first(schulzeMistakes((election) => plainSchulze(election)))).toBeUndefined();
  });

  it.each(SCOTTISH_FAULTS)('catch Scottish STV with "%s"', (fault) => {
    expect(
      first(scottishMistakes((election, lotOrder) => plainScottish(election, lotOrder, fault))),
    ).toBeDefined();
  });

  it.each(MEEK_FAULTS)('catch Meek STV with "%s"', (fault) => {
    expect(first(meekMistakes((election, lotOrder) => plainMeek(election, lotOrder, fault)))).toBeDefined();
  });

  it.each(SCHULZE_FAULTS)('catch Schulze with "%s"', (fault) => {
    expect(first(schulzeMistakes((election) => plainSchulze(election, fault)))).toBeDefined();
  });
});
