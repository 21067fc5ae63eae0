import { describe, expect, it } from 'vitest';
import { count, readBallotFile } from '../index.ts';
import { rankingsOf } from '../testing/random-elections.ts';

const read = (text: string, name: string) => readBallotFile(new TextEncoder().encode(text), name);
const HEAD = `# FILE NAME: x\n# TITLE: Lunch\n# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: Soup\n# ALTERNATIVE NAME 2: Pie: cold\n# ALTERNATIVE NAME 3: Fish\n`;

describe('a PrefLib file', () => {
  it('is read with names and orders; it does not say how many seats there are', () => {
    const election = read(`${HEAD}12: 2,1\n3: 3\n`, 'lunch.soi');
    expect(election).toMatchObject({
      title: 'Lunch',
      seats: null,
      candidates: ['Soup', 'Pie: cold', 'Fish'],
    });
    expect(rankingsOf(election)).toEqual([
      { papers: 12, ranking: [2, 1] },
      { papers: 3, ranking: [3] },
    ]);
    expect(() => count(election, { method: 'scottish-stv' })).toThrow('does not say how many seats');
    expect(count(election, { method: 'schulze' }).winners).toEqual([2]);
  });

  it('may rank equals, which Schulze counts as neither above the other and transferable votes refuse', () => {
    const election = read(`${HEAD}5: 1,{2,3}\n2: {3,2},1\n1: 2\n`, 'lunch.toi');
    expect(count(election, { method: 'schulze' }).pairwise).toEqual([
      [0, 5, 5],
      [3, 0, 1],
      [2, 0, 0],
    ]);
    expect(() => count(election, { method: 'meek', seats: 1 })).toThrow('Meek STV cannot count equal ranks');
  });

  it.each([
    ['lunch.soi', `${HEAD}5: 1,{2,3}\n`, 'lunch.soi:7: a .soi file has no equal ranks'],
    ['lunch.soc', `${HEAD}5: 1,2\n`, 'lunch.soc:7: a .soc file ranks every candidate on every ballot'],
    ['lunch.soi', `${HEAD}5: 1,4\n`, 'lunch.soi:7: there is no candidate 4'],
    ['lunch.soi', `${HEAD}5: 1,1\n`, 'lunch.soi:7: candidate 1 is ranked twice on one ballot'],
    ['lunch.toi', `${HEAD}5: {1,2\n`, 'lunch.toi:7: "{1,2" is not an order'],
    ['lunch.soi', `${HEAD}five: 1\n`, 'lunch.soi:7: a ballot line is "papers: 1,2,3"'],
    ['lunch.soi', `${HEAD}0: 1\n`, 'lunch.soi:7: there must be at least 1 paper'],
    ['lunch.soi', '3: 1\n', 'lunch.soi: there is no line "# ALTERNATIVE NAME 1: …"'],
    [
      'lunch.soi',
      HEAD.replace('ALTERNATIVES: 3', 'ALTERNATIVES: 4'),
      '4 alternatives are announced, 3 are named',
    ],
    ['lunch.soi', HEAD.replace('NAME 2', 'NAME 5'), 'lunch.soi:5: alternative 2 should be named here'],
  ])('is refused with line and reason: %s %j', (name, text, reason) => {
    expect(() => read(text, name)).toThrow(reason);
  });
});
