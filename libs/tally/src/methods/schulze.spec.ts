import { describe, expect, it } from 'vitest';
import { count } from '../index.ts';
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
