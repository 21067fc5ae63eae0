import { describe, expect, it } from 'vitest';
import { count, rankedElection } from '../index.ts';
import { missing } from '../testing/reference.ts';
import { schulzeCases } from '../testing/schulze-reference.ts';

const skipped = missing('schulze');

describe.skipIf(skipped)(`Schulze agrees with the reference elections${skipped}`, () => {
  it('finds the same winners, comparisons and strongest paths', () => {
    expect(schulzeCases()).toHaveLength(45);
    for (const { expected, election } of schulzeCases()) {
      const { winners, pairwise, strongestPaths, elected } = count(election, { method: 'schulze', seats: 1 });
      expect({ id: expected.id, winners, pairwise, strongestPaths }).toEqual({
        id: expected.id,
        winners: expected.potential_winners,
        pairwise: expected.pairwise,
        strongestPaths: expected.strongest_paths,
      });
      expect(expected.potential_winners).toContain(elected[0]?.candidate);
      expect(winners).toEqual(expected.condorcet_winner === null ? winners : [expected.condorcet_winner]);
    }
  });
});

describe('Schulze in words', () => {
  const say = (rankings: number[][], seats = 1) =>
    count(rankedElection({ title: '', seats, candidates: ['Ann', 'Bo', 'Cy'] }, rankings), {
      method: 'schulze',
    }).stages[0]?.sentence.en;

  it('names a winner who beats every other, a winner by chains, and a tie', () => {
    expect(
      say([
        [1, 2],
        [1, 3],
        [2, 3],
      ]),
    ).toBe('Ann is preferred to each of the others when they are compared two by two; Ann is elected.');
    const cycle = [
      ...Array.from({ length: 4 }, () => [1, 2, 3]),
      ...Array.from({ length: 3 }, () => [2, 3, 1]),
    ];
    expect(say([...cycle, [3, 1, 2], [3, 1, 2]])).toBe(
      'By the strongest chain of comparisons two by two, Ann is beaten by nobody; Ann is elected.',
    );
    expect(
      say([
        [1, 2, 3],
        [2, 3, 1],
        [3, 1, 2],
      ]),
    ).toBe(
      'By the strongest chain of comparisons two by two, Ann, Bo and Cy are beaten by nobody; Ann, Bo and Cy are level and the lot decides for Ann; Ann is elected.',
    );
  });

  it('leaves out the withdrawn, and ballots that name nobody else', () => {
    const ballots = [[1, 2], [1], [1], [3]];
    const election = rankedElection({ title: '', seats: 1, candidates: ['Ann', 'Bo', 'Cy'] }, ballots);
    const sheet = count(election, { method: 'schulze', withdrawn: [1], lotOrder: [3, 2, 1] });
    expect(sheet).toMatchObject({
      validBallots: 2,
      invalidBallots: 2,
      winners: [2, 3],
      elected: [{ candidate: 3 }],
    });
    expect(sheet.pairwise).toEqual([
      [0, 0, 0],
      [0, 0, 1],
      [0, 1, 0],
    ]);
  });

  it('says that several seats are not shared in proportion', () => {
    expect(say([[1, 2]], 2)).toContain('this method does not share seats in proportion');
  });
});
