import { describe, expect, it } from 'vitest';
import { count, countback, type CountSheet, rankedElection, readBallotFile } from '../index.ts';
import { meekCases } from '../testing/meek-reference.ts';
import { missing, referenceBytes, referenceJson } from '../testing/reference.ts';
import { asSets, inOrder } from '../testing/scottish-reference.ts';

const skipped = missing('meek');

type CountbackCase = {
  id: string;
  file: string;
  seats: number;
  departed: number[];
  protected: number[];
  newly_elected: number[];
};

const byStage = (sheet: CountSheet, who: 'elected' | 'excluded'): [number, number[]][] =>
  sheet.stages.flatMap((stage) =>
    stage[who].length > 0 ? [[stage.stage, stage[who]] as [number, number[]]] : [],
  );

describe.skipIf(skipped)(`Meek STV agrees with the reference counters${skipped}`, () => {
  it('elects and defeats the same in the same rounds, with the same ties', () => {
    expect(meekCases()).toHaveLength(54);
    for (const { expected, election } of meekCases()) {
      const sheet = count(election, {
        method: 'meek',
        ...(expected.tie_order && { lotOrder: expected.tie_order }),
      });
      expect({
        id: expected.id,
        withdrawn: sheet.withdrawn,
        valid: sheet.validBallots,
        elected: asSets(byStage(sheet, 'elected')),
        defeated: byStage(sheet, 'excluded'),
        ties: sheet.ties.map(({ stage, tied, chosen }) => ({ round: stage, tied, defeated: chosen })),
      }).toEqual({
        id: expected.id,
        withdrawn: expected.withdrawn,
        valid: expected.valid_ballots,
        elected: asSets(expected.elected_by_round),
        defeated: expected.defeated_by_round,
        ties: expected.ties,
      });
    }
  });

  it('fills every vacancy as the reference countbacks do', () => {
    const cases = referenceJson<CountbackCase[]>('meek/countback.json');
    expect(cases).toHaveLength(98);
    for (const { id, file, seats, departed, protected: stay, newly_elected: expected } of cases) {
      const election = readBallotFile(referenceBytes(`meek/${file}`), file);
      const sheet = countback(election, { seats, departed, protected: stay });
      expect([id, departed, inOrder(sheet.newlyElected ?? [])]).toEqual([id, departed, inOrder(expected)]);
      const seated = sheet.elected.map(({ candidate }) => candidate);
      expect(seated).toEqual(expect.arrayContaining(stay));
      expect(seated).toHaveLength(seats);
    }
  });
});

describe('a countback', () => {
  const election = rankedElection({ title: '', seats: 2, candidates: ['Ann', 'Bo', 'Cy'] }, [
    [1, 3],
    [1, 3],
    [2],
    [3],
  ]);

  it('refuses a member who both leaves and stays', () => {
    expect(() => countback(election, { departed: [1], protected: [1] })).toThrow(
      'candidate 1 cannot both leave and stay',
    );
  });

  it('refuses to fill no vacancy, or more members than seats', () => {
    expect(() => countback(election, { departed: [], protected: [2] })).toThrow(
      'at least one member who left',
    );
    expect(() => countback(election, { departed: [1], protected: [2, 3], seats: 1 })).toThrow(
      'more protected members than seats',
    );
  });

  it('keeps a member whom few prefer, and hands the seat to the next on the ballots of the one who left', () => {
    const sheet = countback(election, { departed: [1], protected: [2] });
    expect(sheet.newlyElected).toEqual([3]);
    expect(inOrder(sheet.elected.map(({ candidate }) => candidate))).toEqual([2, 3]);
  });
});
