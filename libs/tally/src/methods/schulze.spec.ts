import { describe, expect, it } from 'vitest';
import { count, readBallotFile } from '../index.ts';
import { missing, referenceBytes, referenceJson } from '../testing/reference.ts';

const skipped = missing('schulze');

type SchulzeCase = {
  id: string;
  file: string;
  potential_winners: number[];
  condorcet_winner: number | null;
  pairwise: number[][];
  strongest_paths: number[][];
};

describe.skipIf(skipped)(`Schulze agrees with the reference elections${skipped}`, () => {
  it('finds the same winners, comparisons and strongest paths', () => {
    const cases = referenceJson<SchulzeCase[]>('schulze/index.json');
    expect(cases).toHaveLength(45);
    for (const expected of cases) {
      const election = readBallotFile(referenceBytes(`schulze/${expected.file}`), expected.file);
      const { winners, pairwise, strongestPaths, elected } = count(election, { method: 'schulze', seats: 1 });
      expect({ id: expected.id, winners, pairwise, strongestPaths }).toEqual({
        id: expected.id,
        winners: expected.potential_winners,
        pairwise: expected.pairwise,
        strongestPaths: expected.strongest_paths,
      });
      expect(expected.potential_winners).toContain(elected[0]?.candidate);
      if (expected.condorcet_winner !== null) expect(winners).toEqual([expected.condorcet_winner]);
    }
  });
});
