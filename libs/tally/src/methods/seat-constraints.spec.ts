import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { count, countback, type Method, rankedElection, type SeatConstraint } from '../index.ts';
import { electionOf, type Sketch, sketches } from '../testing/random-elections.ts';

const NAMES = ['Ann', 'Bo', 'Cy', 'Di'];
const election = (seats: number, rankings: number[][]) =>
  rankedElection({ title: '', seats, candidates: NAMES }, rankings);
const times = (ballots: number, ranking: number[]) => Array.from({ length: ballots }, () => ranking);
const group = (candidates: number[], minimum: number, maximum: number): SeatConstraint => ({
  group: 'north',
  candidates,
  minimum,
  maximum,
});

describe('limits for a group of candidates', () => {
  it('exclude those who remain of a group at its maximum, at once and before any surplus', () => {
    const ballots = [...times(7, [1, 2]), ...times(2, [2, 3]), ...times(3, [3]), ...times(1, [4])];
    const free = count(election(2, ballots), { method: 'scottish-stv' });
    expect(free.elected.map(({ candidate }) => candidate)).toEqual([1, 2]);
    const sheet = count(election(2, ballots), {
      method: 'scottish-stv',
      constraints: [group([1, 2, 3], 0, 1)],
    });
    expect(sheet.elected.map(({ candidate }) => candidate)).toEqual([1, 4]);
    expect(sheet.stages.map(({ action, candidate, barred }) => [action, candidate, barred])).toEqual([
      ['first', null, undefined],
      ['exclude', 2, true],
      ['exclude', 3, true],
    ]);
    expect(sheet.stages[1]?.sentence.en).toMatch(
      /^Bo can have no seat within the limits for the groups and is excluded/,
    );
  });

  it('keep the last candidates whom a minimum needs, however few votes they have', () => {
    const ballots = [...times(5, [1]), ...times(4, [2]), ...times(3, [3]), ...times(1, [4])];
    for (const method of ['scottish-stv', 'meek'] as const) {
      const sheet = count(election(2, ballots), { method, constraints: [group([3, 4], 1, 2)] });
      expect(sheet.elected.map(({ candidate }) => candidate)).toEqual([1, 3]);
      const lone = count(election(2, ballots), { method, constraints: [group([4], 1, 1)] });
      expect(lone.elected.map(({ candidate }) => candidate)).toEqual([1, 4]);
    }
  });

  it('say that somebody with fewer votes may not be excluded', () => {
    const ballots = [...times(4, [1]), ...times(4, [2]), ...times(3, [3]), ...times(1, [4])];
    const sheet = count(election(2, ballots), { method: 'scottish-stv', constraints: [group([4], 1, 1)] });
    expect(sheet.stages[1]?.sentence.en).toMatch(
      /^Cy has the fewest votes of those who may be excluded \(3\) and is excluded/,
    );
    expect(sheet.stages[1]?.sentence.sv).toMatch(
      /^Cy har minst antal röster av dem som får strykas \(3\) och stryks/,
    );
  });

  it('do not let the last go who could fill a seat', () => {
    const ballots = [...times(4, [1]), ...times(4, [2]), ...times(4, [3]), ...times(1, [4])];
    for (const method of ['scottish-stv', 'meek'] as const) {
      const sheet = count(election(2, ballots), { method, constraints: [group([1, 2, 3], 0, 1)] });
      expect(sheet.elected.map(({ candidate }) => candidate)).toContain(4);
      expect(sheet.unfilledSeats).toBe(0);
    }
  });

  it('hold for every method, when an outcome can keep them', () => {
    const methods = fc.constantFrom<Method>('scottish-stv', 'meek', 'schulze', 'approval', 'plurality');
    const limits = fc.record({
      sizes: fc.tuple(fc.nat(3), fc.nat(3)),
      minimum: fc.nat(2),
      extra: fc.nat(2),
      other: fc.nat(2),
    });
    fc.assert(
      fc.property(sketches, limits, methods, (sketch: Sketch, { sizes, minimum, extra, other }, method) => {
        const north = Array.from({ length: Math.min(sizes[0], sketch.candidates) }, (_, index) => index + 1);
        const south = Array.from(
          { length: Math.min(sizes[1], sketch.candidates - north.length) },
          (_, index) => sketch.candidates - index,
        );
        const constraints = [
          {
            group: 'north',
            candidates: north,
            minimum: Math.min(minimum, north.length),
            maximum: minimum + extra,
          },
          { group: 'south', candidates: south, minimum: 0, maximum: other },
        ];
        fc.pre(constraints[0]!.minimum <= sketch.seats);
        const sheet = count(electionOf(sketch), { method, constraints });
        const seats = sheet.elected.map(({ candidate }) => candidate);
        for (const { candidates, minimum: least, maximum: most } of constraints) {
          const won = candidates.filter((candidate) => seats.includes(candidate)).length;
          expect(won).toBeGreaterThanOrEqual(least);
          expect(won).toBeLessThanOrEqual(most);
        }
        const places = constraints.reduce(
          (sum, each) => sum + Math.min(each.candidates.length, each.maximum),
          0,
        );
        const free = sketch.candidates - north.length - south.length;
        expect(seats).toHaveLength(Math.min(sketch.seats, places + free));
      }),
      { numRuns: 200 },
    );
  });

  it('count the members who stay at a countback', () => {
    const ballots = [...times(4, [1, 2]), ...times(3, [2, 4]), ...times(3, [3]), ...times(1, [4])];
    const constraints = [group([2, 3], 0, 1)];
    const sheet = countback(election(2, ballots), { departed: [1], protected: [3], constraints });
    expect(sheet.newlyElected).toEqual([4]);
  });

  it('are refused where they contradict each other or the seats', () => {
    const counted = (constraints: SeatConstraint[]) => () =>
      count(election(1, [[1]]), { method: 'meek', constraints });
    expect(counted([group([1], 2, 1)])).toThrow('the limits of "north" contradict each other');
    expect(counted([group([1], 0, 1), group([1], 0, 1)])).toThrow('candidate 1 is in two groups');
    expect(counted([group([1, 2], 2, 2)])).toThrow('the minimums ask for more seats than there are');
  });

  it('say so when too few of a group stand for its minimum', () => {
    const sheet = count(election(2, [[1], [2]]), {
      method: 'meek',
      withdrawn: [3],
      constraints: [group([3, 4], 2, 2)],
    });
    expect(sheet.notes).toEqual(['minimum-out-of-reach']);
    expect(sheet.elected.map(({ candidate }) => candidate)).toContain(4);
  });
});
