import { choiceText } from '@app/contract';
import { describe, expect, it } from 'vitest';
import { countFaults, latestOfEach, readPaper } from './papers.rules.ts';

const read = (text: string | null) => readPaper(text, 3, 64);

describe('an opened ballot', () => {
  it('counts when it ranks some or all candidates once', () => {
    expect(read(choiceText([3, 1], 64))).toEqual({ ranking: [3, 1], fault: null });
    expect(read(choiceText([2, 3, 1], 64))).toEqual({ ranking: [2, 3, 1], fault: null });
  });

  it.each([
    [null, 'not-readable'],
    ['', 'not-readable'],
    ['null'.padEnd(64), 'not-readable'],
    ['{"ranking":"1"}'.padEnd(64), 'not-readable'],
    ['{"ranking":[1.5]}'.padEnd(64), 'not-readable'],
    ['{"ranking":[1,2,3]}', 'not-readable'],
    ['{"ranking":[1],"sold to":"Max"}'.padEnd(64), 'not-readable'],
    ['{"ranking": [1]}'.padEnd(64), 'not-readable'],
    [choiceText([], 64), 'blank'],
    [choiceText([1, 4], 64), 'unknown-candidate'],
    [choiceText([0], 64), 'unknown-candidate'],
    [choiceText([2, 1, 2], 64), 'candidate-twice'],
  ])('%j is %s', (text, fault) => {
    expect(read(text)).toEqual({ ranking: [], fault });
  });

  it('is told in numbers when it cannot be counted', () => {
    const papers = [choiceText([], 64), choiceText([1], 64), null, choiceText([], 64)].map(read);
    expect(countFaults(papers)).toEqual({ blank: 2, 'not-readable': 1 });
  });
});

describe('several ballots of one voter', () => {
  it('count as one, the last', () => {
    const cast = (credentialKey: string, sequence: number, leaf: string) => ({
      credentialKey,
      sequence,
      leaf,
    });
    const ballots = [
      cast('a', 2, '0'),
      cast('b', 1, '1'),
      cast('a', 9, '2'),
      cast('a', 3, '3'),
      cast('b', 1, '4'),
    ];
    expect(latestOfEach(ballots)).toEqual([cast('a', 9, '2'), cast('b', 1, '1')]);
  });
});
