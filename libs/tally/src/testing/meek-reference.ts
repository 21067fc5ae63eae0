import { count, type Election, readBallotFile } from '../index.ts';
import type { PlainMeekCount } from './plain-meek.ts';
import { referenceBytes, referenceJson } from './reference.ts';
import { asSets } from './scottish-reference.ts';

export type MeekCase = {
  id: string;
  file: string;
  seats: number;
  withdrawn: number[];
  valid_ballots: number;
  elected_by_round: [number, number[]][];
  defeated_by_round: [number, number[]][];
  tie_order?: number[];
  ties: { round: number; tied: number[]; defeated: number }[];
};

let cases: { expected: MeekCase; election: Election }[] | null = null;

/** The reference elections, read once. */
export function meekCases(): NonNullable<typeof cases> {
  cases ??= referenceJson<MeekCase[]>('meek/index.json').map((expected) => ({
    expected,
    election: readBallotFile(referenceBytes(`meek/${expected.file}`), expected.file),
  }));
  return cases;
}

/**
 * The elections in which a counter elects or defeats others, or in another round, or finds other totals than the library
 * does (the reference has no totals for Meek, so there the two counters hold each other). Small elections first.
 */
export function* meekMistakes(
  counter: (election: Election, lotOrder: number[] | null) => PlainMeekCount,
): Generator<string> {
  const smallFirst = [...meekCases()].sort((a, b) => a.expected.valid_ballots - b.expected.valid_ballots);
  for (const { expected, election } of smallFirst) {
    const lotOrder = expected.tie_order ?? null;
    const found = counter(election, lotOrder);
    const sheet = count(election, { method: 'meek', ...(lotOrder && { lotOrder }) });
    const decided = sheet.stages.filter(({ action }) => action === 'round');
    const right = [
      asSets(expected.elected_by_round),
      expected.defeated_by_round,
      decided.map(({ votes, quota }) => [...votes, quota]),
    ];
    if (JSON.stringify([asSets(found.elected), found.defeated, found.totals]) !== JSON.stringify(right))
      yield expected.id;
  }
}
