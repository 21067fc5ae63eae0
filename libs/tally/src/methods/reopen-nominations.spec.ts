import { describe, expect, it } from 'vitest';
import { count, type Method, rankedElection } from '../index.ts';

const RON = 4;
const counted = (method: Method, seats: number, rankings: number[][]) =>
  count(rankedElection({ title: '', seats, candidates: ['Ann', 'Bo', 'Cy', 'Reopen'] }, rankings), {
    method,
    reopenNominations: RON,
  });
const times = (ballots: number, ranking: number[]) => Array.from({ length: ballots }, () => ranking);
const elected = (sheet: ReturnType<typeof count>) => sheet.elected.map(({ candidate }) => candidate);

describe('"reopen nominations"', () => {
  it.each(['scottish-stv', 'meek'] as const)(
    'wins its seat and all then vacant, and ends the count (%s)',
    (method) => {
      const sheet = counted(method, 3, [
        ...times(5, [1]),
        ...times(6, [RON]),
        ...times(2, [2]),
        ...times(1, [3]),
      ]);
      expect(elected(sheet)).toEqual([1]);
      expect(sheet.reopenNominations).toEqual({ candidate: RON, seats: 2 });
      expect(sheet.unfilledSeats).toBe(2);
      expect(sheet.stages.at(-1)?.sentence.en).toContain('nominations are reopened for 2 seats');
      expect(sheet.stages.at(-1)?.sentence.sv).toContain('nomineringen öppnas på nytt för 2 platser');
    },
  );

  it.each(['scottish-stv', 'meek'] as const)(
    'is never excluded, though it has the fewest votes (%s)',
    (method) => {
      const sheet = counted(method, 1, [...times(4, [1]), ...times(3, [2, RON]), ...times(3, [3, RON])]);
      expect(sheet.stages.flatMap(({ excluded }) => excluded)).not.toContain(RON);
      expect(elected(sheet)).toEqual([]);
      expect(sheet.reopenNominations?.seats).toBe(1);
    },
  );

  it.each(['scottish-stv', 'meek'] as const)(
    'leaves the seats alone when candidates win them (%s)',
    (method) => {
      const sheet = counted(method, 1, [...times(6, [1]), ...times(3, [RON])]);
      expect(elected(sheet)).toEqual([1]);
      expect(sheet.reopenNominations?.seats).toBe(0);
    },
  );

  it('leaves their seats to those who reach the quota with it, whoever has more votes', () => {
    const sheet = counted('scottish-stv', 2, [...times(5, [RON]), ...times(4, [1])]);
    expect(elected(sheet)).toEqual([1]);
    expect(sheet.reopenNominations?.seats).toBe(1);
  });

  it('must be beaten in marks', () => {
    const sheet = counted('approval', 3, [...times(3, [1, 2]), ...times(2, [RON, 1]), ...times(1, [RON])]);
    expect(elected(sheet)).toEqual([1]);
    expect(sheet.reopenNominations?.seats).toBe(2);
  });

  it('must be beaten by a path, in Schulze', () => {
    const sheet = counted('schulze', 2, [...times(3, [1, RON, 2]), ...times(2, [2, 1, RON])]);
    expect(elected(sheet)).toEqual([1]);
    expect(sheet.reopenNominations?.seats).toBe(1);
  });
});
