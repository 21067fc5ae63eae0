import fc from 'fast-check';
import { BallotBox } from '../ballots/ballot-box.ts';
import type { Election } from '../index.ts';

/** Ballots in a form that tests can shuffle, group and renumber. */
export type Sketch = {
  candidates: number;
  seats: number;
  lotOrder: number[];
  ballots: { papers: number; ranking: number[] }[];
};

/** Small elections with many ties: few voters, short rankings, every size of group. */
export const sketches = fc
  .record({ candidates: fc.integer({ min: 2, max: 7 }), seats: fc.integer({ min: 1, max: 4 }) })
  .chain(({ candidates, seats }) => {
    const numbers = Array.from({ length: candidates }, (_, index) => index + 1);
    return fc.record({
      candidates: fc.constant(candidates),
      seats: fc.constant(seats),
      lotOrder: fc.shuffledSubarray(numbers, { minLength: candidates }),
      ballots: fc.array(
        fc.record({
          papers: fc.integer({ min: 1, max: 9 }),
          ranking: fc.shuffledSubarray(numbers, { minLength: 1 }),
        }),
        { minLength: 1, maxLength: 14 },
      ),
    });
  });

export function electionOf({ candidates, seats, lotOrder, ballots }: Sketch): Election {
  const box = new BallotBox(candidates);
  for (const { papers, ranking } of ballots) {
    for (const candidate of ranking) box.rank(candidate);
    box.end(papers);
  }
  const names = Array.from({ length: candidates }, (_, index) => `C${index + 1}`);
  return { title: 'Random', seats, candidates: names, withdrawn: [], lotOrder, ballots: box.ranked() };
}

/** The rankings of an election, one ballot after the other as lists. */
export function rankingsOf(election: Election): { papers: number; ranking: number[] }[] {
  const { ballots } = election;
  if (ballots.kind !== 'ranked') throw new TypeError('ranked ballots only');
  return Array.from(ballots.ends, (end, ballot) => ({
    papers: ballots.papers[ballot] ?? 0,
    ranking: Array.from(ballots.rankings.subarray(ballot === 0 ? 0 : ballots.ends[ballot - 1], end)),
  }));
}
