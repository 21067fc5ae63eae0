import { describe, expect, it } from 'vitest';
import { count, rankedElection } from '../index.ts';

const CANDIDATES = ['Ann', 'Bo', 'Cy', 'Di'];
const election = (seats: number, ballots: number[][]) =>
  rankedElection({ title: '', seats, candidates: CANDIDATES }, ballots);

describe('plurality and block vote', () => {
  it('elect those with the most marks and count an over-marked or blank ballot as invalid', () => {
    const sheet = count(election(2, [[1, 2], [2], [2, 3], [1, 3, 4], []]), { method: 'plurality' });
    expect(sheet.stages[0]?.votes).toEqual(['1', '3', '1', '0']);
    expect(sheet).toMatchObject({ validBallots: 3, invalidBallots: 2, notes: ['not-proportional'] });
    expect(sheet.elected[0]?.candidate).toBe(2);
  });

  it('draw the lot between equals at the cut, and only there', () => {
    const ballots = [
      [1, 2],
      [1, 2],
      [3, 1],
      [4, 2],
    ];
    const sheet = count(election(3, ballots), { method: 'plurality', lotOrder: [4, 3, 2, 1] });
    expect(sheet.elected.map(({ candidate }) => candidate)).toEqual([2, 1, 4]);
    expect(sheet.ties).toEqual([
      { stage: 1, purpose: 'elect', tied: [3, 4], chosen: 4, resolvedBy: 'lot', lookBackStage: null },
    ]);
    expect(sheet.stages[0]?.sentence.en).toContain('Cy and Di are level and the lot decides for Di');
  });

  it('ignore marks for the withdrawn without making room for more', () => {
    const sheet = count(election(1, [[1], [1], [2], [1, 2]]), { method: 'plurality', withdrawn: [1] });
    expect(sheet).toMatchObject({ validBallots: 1, invalidBallots: 3, elected: [{ candidate: 2 }] });
  });
});

describe('approval', () => {
  it('lets a ballot mark as many as it likes', () => {
    const sheet = count(election(1, [[1, 2, 3, 4], [3, 4], [4]]), { method: 'approval' });
    expect(sheet.stages[0]?.votes).toEqual(['1', '1', '2', '3']);
    expect(sheet).toMatchObject({ elected: [{ candidate: 4 }], notes: [], quota: null });
  });
});

describe('an election', () => {
  const options = { method: 'approval' as const };

  it('is not counted with options that do not fit it', () => {
    expect(() => count(election(1, []), { ...options, seats: 0 })).toThrow('0 seats cannot be filled');
    expect(() => count(election(1, []), { ...options, lotOrder: [1, 2] })).toThrow(
      'must name each of the 4 candidates once',
    );
    expect(() => count(election(1, []), { ...options, lotOrder: [1, 2, 3, 5] })).toThrow(
      'there is no candidate 5',
    );
    expect(() => count(election(1, []), { ...options, withdrawn: [9] })).toThrow('there is no candidate 9');
    expect(() => count(election(1, []), { ...options, withdrawn: [1, 2, 3, 4] })).toThrow(
      'every candidate has withdrawn',
    );
    expect(() => count(election(1, []), { method: 'star' })).toThrow('STAR needs ballots with scores');
  });

  it('is not made of rankings that name nobody or somebody twice', () => {
    expect(() => election(1, [[5]])).toThrow('there is no candidate 5');
    expect(() => election(1, [[2, 2]])).toThrow('candidate 2 is ranked twice on one ballot');
  });
});
