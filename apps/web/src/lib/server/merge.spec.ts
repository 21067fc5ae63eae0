import { describe, expect, it } from 'vitest';
import { mergeEdits, putTogether } from './merge.ts';

const base = 'Present: Ana\n\n1. Boiler\n\n2. Bikes\n\nEnd';

describe('two edits of one text', () => {
  it('become one where they touch different places', () => {
    const mine = base.replace('Ana', 'Ana, Bo');
    const places = mergeEdits({ base, mine, theirs: base.replace('End', 'End at nine') });
    expect(places.every((place) => 'same' in place)).toBe(true);
    expect(putTogether(places, () => 'mine')).toBe(
      'Present: Ana, Bo\n\n1. Boiler\n\n2. Bikes\n\nEnd at nine',
    );
  });

  it('leave a choice where they touch the same place, and lose nothing of either', () => {
    const places = mergeEdits({
      base,
      mine: base.replace('1. Boiler', '1. Boiler: mend'),
      theirs: base.replace('1. Boiler', '1. Boiler: replace').replace('End', 'End at nine'),
    });
    expect(places.filter((place) => 'mine' in place)).toEqual([
      { mine: '1. Boiler: mend', theirs: '1. Boiler: replace' },
    ]);
    const both = 'Present: Ana\n\n1. Boiler: mend\n1. Boiler: replace\n\n2. Bikes\n\nEnd at nine';
    expect(putTogether(places, () => 'both')).toBe(both);
    expect(putTogether(places, () => 'theirs')).toBe(both.replace('1. Boiler: mend\n', ''));
  });

  it('agree when both say the same, and let one take out what the other left', () => {
    const same = base.replace('Bikes', 'Prams');
    expect(putTogether(mergeEdits({ base, mine: same, theirs: same }), () => 'mine')).toBe(same);
    const shorter = mergeEdits({ base: 'a\nb\nc', mine: 'a\nc', theirs: 'a\nB\nc' });
    expect(putTogether(shorter, () => 'mine')).toBe('a\nc');
    expect(putTogether(shorter, () => 'theirs')).toBe('a\nB\nc');
  });
});
