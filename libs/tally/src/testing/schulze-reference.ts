import { type Election, readBallotFile } from '../index.ts';
import { referenceBytes, referenceJson } from './reference.ts';

export type SchulzeCase = {
  id: string;
  file: string;
  potential_winners: number[];
  condorcet_winner: number | null;
  pairwise: number[][];
  strongest_paths: number[][];
};

/** The reference elections. */
export function schulzeCases(): { expected: SchulzeCase; election: Election }[] {
  return referenceJson<SchulzeCase[]>('schulze/index.json').map((expected) => ({
    expected,
    election: readBallotFile(referenceBytes(`schulze/${expected.file}`), expected.file),
  }));
}

/** The elections whose winners or strongest paths a counter gets wrong. */
export function* schulzeMistakes(
  counter: (election: Election) => { winners: number[]; paths: number[][] },
): Generator<string> {
  for (const { expected, election } of schulzeCases()) {
    const { winners, paths } = counter(election);
    const right = [expected.potential_winners, expected.strongest_paths];
    if (JSON.stringify([winners, paths]) !== JSON.stringify(right)) yield expected.id;
  }
}
