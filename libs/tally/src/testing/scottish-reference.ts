import { readBallotFile, type Election } from '../index.ts';
import { referenceBytes, referenceJson } from './reference.ts';

/** What a Scottish STV counter is asked in a test, so that wrong counters can be asked the same. */
export type PlainCount = { electedByStage: [number, number[]][]; totals: string[][] };
export type ScottishCounter = (election: Election, lotOrder: number[] | null) => PlainCount;

export type ScottishCase = {
  id: string;
  file: string;
  title: string;
  seats: number;
  candidates: string[];
  valid_ballots: number;
  quota: number;
  elected: number[];
  elected_by_stage: [number, number[]][];
  excluded_by_stage: [number, number[]][];
  lot_order?: number[];
  ties: {
    stage: number;
    purpose: string;
    tied: number[];
    chosen: number;
    resolved_by: 'prior' | 'lot';
    lookback_stage?: number;
  }[];
  nontransferable_final: string;
  loss_by_fraction: string;
};

type StagesCase = { id: string; stages: { action: string; votes: string[]; candidate?: number }[] };

let cases: { expected: ScottishCase; stages: StagesCase['stages'] | null; election: Election }[] | null =
  null;

/** The reference elections, read once. */
export function scottishCases(): NonNullable<typeof cases> {
  if (cases) return cases;
  const stages = new Map(
    referenceJson<StagesCase[]>('scottish/stages.json').map((each) => [each.id, each.stages]),
  );
  cases = referenceJson<ScottishCase[]>('scottish/index.json').map((expected) => ({
    expected,
    stages: stages.get(expected.id) ?? null,
    election: readBallotFile(referenceBytes(`scottish/${expected.file}`), expected.file),
  }));
  return cases;
}

/** The elections whose winners, stage of election or totals a counter gets wrong. */
export function* scottishMistakes(counter: ScottishCounter): Generator<string> {
  for (const { expected, stages, election } of scottishCases()) {
    const found = counter(election, expected.lot_order ?? null);
    const rightTotals =
      stages === null ||
      same(
        found.totals,
        stages.map(({ votes }) => votes),
      );
    if (!rightTotals || !same(asSets(found.electedByStage), asSets(expected.elected_by_stage)))
      yield expected.id;
  }
}

/** Who was elected at which stage, in an order that does not matter. */
export function asSets(byStage: [number, number[]][]): [number, number[]][] {
  return byStage.map(([stage, candidates]) => [stage, inOrder(candidates)]);
}

export function inOrder(candidates: number[]): number[] {
  return candidates.toSorted((a, b) => a - b);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
