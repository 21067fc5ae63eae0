import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { count, type CountOptions, type Election } from '../index.ts';

const NAMES = ['Ann', 'Bo', 'Cy', 'Di'];

/** One row of scores for each ballot. */
function scored(rows: number[][]): Election {
  const candidates = NAMES.slice(0, rows[0]?.length ?? 0);
  const ballots = {
    kind: 'scored' as const,
    scores: Uint8Array.from(rows.flat()),
    papers: new Float64Array(rows.length).fill(1),
  };
  return { title: '', seats: 1, candidates, withdrawn: [], lotOrder: null, ballots };
}
const times = (ballots: number, scores: number[]) => Array.from({ length: ballots }, () => scores);
const star = (rows: number[][], options: Partial<CountOptions> = {}) =>
  count(scored(rows), { method: 'star', ...options });
const winners = (sheet: ReturnType<typeof star>) => sheet.elected.map(({ candidate }) => candidate);

describe('STAR', () => {
  it('lets the two highest sums meet, and the one preferred on more ballots wins', () => {
    const sheet = star([...times(3, [5, 4, 0]), ...times(4, [3, 4, 1]), ...times(1, [5, 0, 5])]);
    expect(sheet.stages.map(({ votes }) => votes)).toEqual([
      ['32', '28', '9'],
      ['4', '4', '0'],
    ]);
    // A level run-off goes to the higher sum.
    expect(winners(sheet)).toEqual([1]);
    expect(sheet.ties).toMatchObject([
      { stage: 2, purpose: 'runoff', tied: [1, 2], chosen: 1, resolvedBy: 'sum' },
    ]);
    const other = star([...times(3, [5, 4, 0]), ...times(5, [3, 4, 1]), ...times(1, [5, 0, 5])]);
    expect(winners(other)).toEqual([2]);
    expect(other.stages[1]?.sentence.en).toBe(
      'In the run-off 5 ballots prefer Bo and 4 the other finalist; Bo is elected.',
    );
  });

  it('counts a ballot that scores all alike', () => {
    const sheet = star([
      [5, 0],
      [3, 3],
      [0, 0],
    ]);
    expect(sheet).toMatchObject({ validBallots: 3, invalidBallots: 0 });
    expect(sheet.stages[1]).toMatchObject({ votes: ['1', '0'], nonTransferable: '2' });
  });

  it('settles who goes on by comparisons two by two', () => {
    // Ann leads; Bo and Cy are level at 6, and Bo is preferred to Cy on two ballots against one.
    const sheet = star([
      [5, 2, 1],
      [5, 2, 1],
      [5, 2, 4],
    ]);
    expect(sheet.stages[0]?.finalists).toEqual([1, 2]);
    expect(sheet.ties[0]).toMatchObject({
      purpose: 'finalist',
      tied: [2, 3],
      chosen: 2,
      resolvedBy: 'head-to-head',
    });
  });

  it('lets one of three go on and the others settle who goes with it', () => {
    // All have 6 points. Ann beats both others two by two; Bo and Cy are level, without a five.
    const sheet = star(
      [
        [3, 2, 1],
        [3, 1, 2],
        [0, 3, 3],
      ],
      { lotOrder: [1, 3, 2] },
    );
    expect(sheet.stages[0]?.votes).toEqual(['6', '6', '6']);
    expect(sheet.stages[0]?.finalists).toEqual([1, 3]);
  });

  it('keeps limits for groups, and reopens nominations where they win the run-off', () => {
    const rows = [...times(3, [5, 4, 3, 0]), ...times(2, [4, 5, 0, 1])];
    const constraints = [{ group: 'north', candidates: [1, 2], minimum: 0, maximum: 1 }];
    expect(winners(star(rows, { seats: 2, constraints }))).toEqual([1, 3]);
    const sheet = star(rows, { seats: 3, reopenNominations: 2 });
    expect(winners(sheet)).toEqual([1]);
    expect(sheet.reopenNominations).toEqual({ candidate: 2, seats: 2 });
  });

  it('then by top scores', () => {
    // Bo and Cy have 8 points and one ballot each against the other; only Bo has a five.
    const sheet = star([
      [5, 5, 4],
      [5, 3, 4],
    ]);
    expect(sheet.ties[0]).toMatchObject({ tied: [2, 3], chosen: 2, resolvedBy: 'top-scores' });
  });

  it('then by lot', () => {
    const rows = [
      [5, 2, 3],
      [5, 3, 2],
    ];
    expect(star(rows).ties[0]).toMatchObject({ tied: [2, 3], chosen: 2, resolvedBy: 'lot' });
    expect(star(rows, { lotOrder: [3, 2, 1] }).ties[0]).toMatchObject({
      tied: [2, 3],
      chosen: 3,
      resolvedBy: 'lot',
    });
  });

  it('settles a run-off that is level in ballots and sums by top scores, then by lot', () => {
    const sheet = star([
      [5, 3],
      [2, 4],
      [0, 0],
    ]);
    expect(sheet.ties[0]).toMatchObject({ purpose: 'runoff', chosen: 1, resolvedBy: 'top-scores' });
    const level = star(
      [
        [4, 3],
        [3, 4],
      ],
      { lotOrder: [2, 1] },
    );
    expect(level.ties[0]).toMatchObject({ purpose: 'runoff', chosen: 2, resolvedBy: 'lot' });
  });

  it('fills several seats one after the other, each without those elected before', () => {
    const sheet = star([...times(3, [5, 4, 0, 1]), ...times(2, [0, 1, 5, 0])], { seats: 2 });
    expect(winners(sheet)).toEqual([1, 2]);
    expect(sheet.stages.map(({ action, elected }) => [action, elected])).toEqual([
      ['sum', []],
      ['runoff', [1]],
      ['sum', []],
      ['runoff', [2]],
    ]);
    expect(sheet.notes).toEqual(['not-proportional']);
  });

  it('leaves out the withdrawn, and elects the last one left without a run-off', () => {
    const sheet = star(
      [
        [5, 4],
        [5, 4],
      ],
      { withdrawn: [1] },
    );
    expect(winners(sheet)).toEqual([2]);
    expect(sheet.stages.map(({ action }) => action)).toEqual(['finish']);
  });

  it('does not depend on the order of the ballots', () => {
    const rows = fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 4, maxLength: 4 }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(rows, (each) => {
        expect(star(each.toReversed(), { seats: 2 })).toEqual(star(each, { seats: 2 }));
        expect(star(each, { seats: 2 }).elected).toHaveLength(2);
      }),
      { numRuns: 80 },
    );
  });
});

describe('score', () => {
  it('leaves out the withdrawn', () => {
    const sheet = count(
      scored([
        [5, 4, 0],
        [5, 4, 3],
      ]),
      { method: 'score', seats: 1, withdrawn: [1] },
    );
    expect(sheet.stages[0]?.votes).toEqual(['0', '8', '3']);
    expect(winners(sheet)).toEqual([2]);
  });

  it('elects the highest sums', () => {
    const sheet = count(
      scored([
        [5, 4, 0],
        [0, 4, 5],
      ]),
      { method: 'score', seats: 1 },
    );
    expect(sheet.stages[0]?.votes).toEqual(['5', '8', '5']);
    expect(sheet.elected).toEqual([{ candidate: 2, stage: 1 }]);
    expect(sheet.stages[0]?.sentence.sv).toBe(
      '2 giltiga röstsedlar räknades; Bo har flest poäng (8); Bo väljs.',
    );
  });
});
