import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { count, type CountSheet, rankedElection, readBallotFile } from '../index.ts';
import { missing, REFERENCE, referenceBytes, referenceJson } from '../testing/reference.ts';
import { asSets, inOrder, scottishCases, scottishMistakes } from '../testing/scottish-reference.ts';

const skipped = missing('scottish');
const python = spawnSync('python3', ['--version']).status === 0;

const electedByStage = (sheet: CountSheet): [number, number[]][] =>
  sheet.stages.flatMap(({ stage, elected }) =>
    elected.length > 0 ? [[stage, elected] as [number, number[]]] : [],
  );

const countCase = (each: ReturnType<typeof scottishCases>[number]): CountSheet =>
  count(each.election, {
    method: 'scottish-stv',
    ...(each.expected.lot_order && { lotOrder: each.expected.lot_order }),
  });

describe.skipIf(skipped)(`Scottish STV gives the certified results${skipped}`, () => {
  it('elects the same at the same stages, with the same totals to the last decimal', () => {
    expect(scottishCases()).toHaveLength(66);
    expect([
      ...scottishMistakes((election, lotOrder) => {
        const sheet = count(election, { method: 'scottish-stv', ...(lotOrder && { lotOrder }) });
        return { electedByStage: electedByStage(sheet), totals: sheet.stages.map(({ votes }) => votes) };
      }),
    ]).toEqual([]);
  });

  it('finds the same quota, exclusions, ties, non-transferable votes and loss by fraction', () => {
    for (const each of scottishCases()) {
      const { expected } = each;
      const sheet = countCase(each);
      const last = sheet.stages.at(-1);
      expect({
        id: expected.id,
        valid: sheet.validBallots,
        quota: Number(sheet.quota),
        excluded: sheet.stages.flatMap(({ stage, excluded }) =>
          excluded.length > 0 ? [[stage, excluded]] : [],
        ),
        ties: sheet.ties.map(({ stage, purpose, tied, chosen }) => ({ stage, purpose, tied, chosen })),
        lookBack: sheet.ties.map(({ lookBackStage }) => lookBackStage),
        nonTransferable: last?.nonTransferable,
        loss: last?.lossByFraction,
        actions: each.stages ? sheet.stages.map(({ action, candidate }) => [action, candidate]) : null,
      }).toEqual({
        id: expected.id,
        valid: expected.valid_ballots,
        quota: expected.quota,
        excluded: expected.excluded_by_stage,
        ties: expected.ties.map(({ stage, purpose, tied, chosen }) => ({ stage, purpose, tied, chosen })),
        lookBack: expected.ties.map((tie) => tie.lookback_stage ?? null),
        nonTransferable: expected.nontransferable_final,
        loss: expected.loss_by_fraction,
        actions: each.stages?.map(({ action, candidate }) => [action, candidate ?? null]) ?? null,
      });
      expect(asSets([[0, sheet.elected.map(({ candidate }) => candidate)]])).toEqual(
        asSets([[0, expected.elected]]),
      );
    }
  });

  it.skipIf(!python)('passes the checker that came with the elections', () => {
    const directory = mkdtempSync(join(tmpdir(), 'folkmoot-tally-'));
    const results = Object.fromEntries(
      scottishCases().map((each) => {
        const sheet = countCase(each);
        const elected = sheet.elected.map(({ candidate }) => candidate);
        return [
          each.expected.id,
          {
            elected,
            elected_by_stage: electedByStage(sheet),
            stages: sheet.stages.map(({ votes }) => votes),
          },
        ];
      }),
    );
    writeFileSync(join(directory, 'results.json'), JSON.stringify(results));
    const checker = spawnSync('python3', [
      join(REFERENCE, 'check_results.py'),
      join(REFERENCE, 'scottish/index.json'),
      join(directory, 'results.json'),
      '--order',
      '--stages',
      join(REFERENCE, 'scottish/stages.json'),
    ]);
    rmSync(directory, { recursive: true });
    expect(checker.stdout.toString()).toBe('66 of 66 ok\n');
    expect(checker.status).toBe(0);
  });

  it('reads look-back as narrowing where three are tied', () => {
    type Ambiguous = { file: string; lot_order: number[]; elected_narrowing: number[] };
    const cases = referenceJson<Ambiguous[]>('scottish/ambiguous-ties/index.json');
    expect(cases).toHaveLength(12);
    for (const { file, lot_order: lotOrder, elected_narrowing: expected } of cases) {
      const election = readBallotFile(referenceBytes(`scottish/ambiguous-ties/${file}`), file);
      const sheet = count(election, { method: 'scottish-stv', lotOrder });
      expect([file, inOrder(sheet.elected.map(({ candidate }) => candidate))]).toEqual([
        file,
        inOrder(expected),
      ]);
    }
  });
});

describe('Scottish STV', () => {
  it('lists those elected at one stage with equal votes by the last stage at which they differed', () => {
    const times = (ballots: number, ranking: number[]) => Array.from({ length: ballots }, () => ranking);
    const election = rankedElection({ title: '', seats: 2, candidates: ['Ann', 'Bo', 'Cy', 'Di', 'Eve'] }, [
      ...times(4, [1]),
      ...times(5, [2]),
      ...times(1, [3, 1]),
      ...times(3, [4]),
      ...times(3, [5]),
    ]);
    const sheet = count(election, { method: 'scottish-stv' });
    expect(sheet.stages.at(-1)?.votes.slice(0, 2)).toEqual(['5.00000', '5.00000']);
    expect(sheet.elected).toEqual([
      { candidate: 2, stage: 4 },
      { candidate: 1, stage: 4 },
    ]);
  });
});
