import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, count, countback, type CountSheet, type Method, type Stage } from '../index.ts';
import { plainMeek } from './plain-meek.ts';
import { plainSchulze } from './plain-schulze.ts';
import { plainScottish } from './plain-scottish.ts';
import { electionOf, rankingsOf, type Sketch, sketches } from './random-elections.ts';

const RANKED: Method[] = ['scottish-stv', 'meek', 'schulze', 'approval', 'plurality'];
const TRANSFERABLE: Method[] = ['scottish-stv', 'meek'];
const countSketch = (sketch: Sketch, method: Method) => count(electionOf(sketch), { method });
const units = (votes: string) => BigInt(votes.replace('.', ''));

describe('whatever the ballots say', () => {
  it('order and grouping of the ballots change nothing', () => {
    const shuffled = sketches.chain((sketch) =>
      fc.record({
        sketch: fc.constant(sketch),
        again: fc.shuffledSubarray(
          sketch.ballots.flatMap(({ papers, ranking }) =>
            Array.from({ length: papers }, () => ({ papers: 1, ranking })),
          ),
          { minLength: sketch.ballots.reduce((sum, { papers }) => sum + papers, 0) },
        ),
        method: fc.constantFrom(...RANKED),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ sketch, again, method }) => {
        const sheet = canonicalJson(countSketch(sketch, method));
        expect(canonicalJson(countSketch({ ...sketch, ballots: again }, method))).toBe(sheet);
      }),
      { numRuns: 150 },
    );
  });

  it('at each stage votes, non-transferable votes and loss make up the valid ballots', () => {
    fc.assert(
      fc.property(sketches, fc.constantFrom(...TRANSFERABLE), (sketch, method) => {
        const sheet = countSketch(sketch, method);
        const scale = method === 'meek' ? 10n ** 9n : 10n ** 5n;
        for (const { votes, nonTransferable, lossByFraction } of sheet.stages) {
          const sum = [...votes, nonTransferable, lossByFraction].reduce(
            (all, each) => all + units(each),
            0n,
          );
          expect(sum).toBe(BigInt(sheet.validBallots) * scale);
        }
      }),
    );
  });

  it('transfers of a stage are what changed since the stage before', () => {
    fc.assert(
      fc.property(sketches, (sketch) => {
        const { stages } = countSketch(sketch, 'scottish-stv');
        for (const [index, stage] of stages.slice(1).entries()) {
          const before = stages[index]!;
          for (const { to, votes } of stage.transfers) {
            const total = ({ nonTransferable, votes: totals }: Stage) =>
              units(to === null ? nonTransferable : totals[to - 1]!);
            expect(total(stage) - total(before)).toBe(units(votes));
          }
        }
      }),
    );
  });

  it('other numbers for the candidates change nothing but the numbers', () => {
    const renumbered = sketches.chain((sketch) =>
      fc.record({
        sketch: fc.constant(sketch),
        // number[i - 1] is the new number of candidate i.
        number: fc.shuffledSubarray(sketch.lotOrder, { minLength: sketch.candidates }),
        method: fc.constantFrom(...RANKED),
      }),
    );
    fc.assert(
      fc.property(renumbered, ({ sketch, number, method }) => {
        const renamed = (candidate: number) => number[candidate - 1]!;
        const other = countSketch(
          {
            ...sketch,
            lotOrder: sketch.lotOrder.map(renamed),
            ballots: sketch.ballots.map(({ papers, ranking }) => ({ papers, ranking: ranking.map(renamed) })),
          },
          method,
        );
        const sheet = countSketch(sketch, method);
        expect(other.elected).toEqual(
          sheet.elected.map(({ candidate, stage }) => ({ candidate: renamed(candidate), stage })),
        );
        for (const [index, { votes }] of sheet.stages.entries()) {
          expect(votes.map((_, candidate) => other.stages[index]?.votes[renamed(candidate + 1) - 1])).toEqual(
            votes,
          );
        }
      }),
      { numRuns: 150 },
    );
  });

  it('every seat is filled while there are candidates, and nobody is elected twice', () => {
    fc.assert(
      fc.property(sketches, fc.constantFrom(...RANKED), (sketch, method) => {
        const { elected, unfilledSeats, stages } = countSketch(sketch, method);
        expect(new Set(elected.map(({ candidate }) => candidate)).size).toBe(
          Math.min(sketch.seats, sketch.candidates),
        );
        expect(unfilledSeats).toBe(sketch.seats - elected.length);
        expect(stages.at(-1)?.elected).not.toEqual([]);
      }),
    );
  });

  it('whoever beats everyone else two by two wins by Schulze', () => {
    fc.assert(
      fc.property(sketches, (sketch) => {
        const { winners, pairwise } = count(electionOf(sketch), { method: 'schulze', seats: 1 });
        const beatsAll = pairwise!.findIndex((row, a) =>
          row.every((votes, b) => a === b || votes > pairwise![b]![a]!),
        );
        expect(winners).toEqual(beatsAll === -1 ? winners : [beatsAll + 1]);
      }),
      { numRuns: 200 },
    );
  });

  it('a candidate ranked first on more than half of the ballots is elected', () => {
    fc.assert(
      fc.property(sketches, fc.constantFrom<Method>('scottish-stv', 'meek', 'schulze'), (sketch, method) => {
        const election = electionOf(sketch);
        const papers = rankingsOf(election).reduce((sum, each) => sum + each.papers, 0);
        const first = (candidate: number) =>
          rankingsOf(election).reduce(
            (sum, each) => sum + (each.ranking[0] === candidate ? each.papers : 0),
            0,
          );
        const favourite = sketch.lotOrder.find((candidate) => 2 * first(candidate) > papers);
        const elected = count(election, { method }).elected.map(({ candidate }) => candidate);
        expect(favourite === undefined || elected.includes(favourite)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

describe('two counters written apart', () => {
  const byStage = (sheet: CountSheet) =>
    sheet.stages.flatMap(({ stage, elected }) => (elected.length > 0 ? [[stage, elected]] : []));

  it('agree on Scottish STV, at every stage to the last decimal', () => {
    fc.assert(
      fc.property(sketches, (sketch) => {
        const sheet = countSketch(sketch, 'scottish-stv');
        const plain = plainScottish(electionOf(sketch), sketch.lotOrder);
        expect(sheet.stages.map(({ votes }) => votes)).toEqual(plain.totals);
        expect(byStage(sheet)).toEqual(plain.electedByStage);
      }),
      { numRuns: 300 },
    );
  });

  it('agree on Meek STV, in every round to the last decimal', () => {
    fc.assert(
      fc.property(sketches, (sketch) => {
        const sheet = countSketch(sketch, 'meek');
        const plain = plainMeek(electionOf(sketch), sketch.lotOrder);
        const rounds = sheet.stages.filter(({ action }) => action === 'round');
        expect(rounds.map(({ votes, quota }) => [...votes, quota])).toEqual(plain.totals);
        expect(sheet.stages.flatMap(({ excluded }) => excluded)).toEqual(
          plain.defeated.flatMap(([, gone]) => gone),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('agree on Schulze', () => {
    fc.assert(
      fc.property(sketches, (sketch) => {
        const { winners, strongestPaths } = countSketch(sketch, 'schulze');
        expect({ winners, paths: strongestPaths }).toEqual(plainSchulze(electionOf(sketch)));
      }),
    );
  });

  it('a countback without protected members is a Meek count without those who left', () => {
    fc.assert(
      fc.property(sketches, (sketch) => {
        const election = electionOf(sketch);
        const departed = [sketch.lotOrder[0]!];
        const meek = count(election, { method: 'meek', withdrawn: departed });
        expect(countback(election, { departed, protected: [] }).elected).toEqual(meek.elected);
      }),
    );
  });
});
