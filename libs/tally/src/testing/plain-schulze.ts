import type { Election } from '../index.ts';
import { rankingsOf } from './random-elections.ts';

export const SCHULZE_FAULTS = [
  'middle varies fastest',
  'margins',
  'unranked not last',
  'paths of one step only',
] as const;
export type SchulzeFault = (typeof SCHULZE_FAULTS)[number];

/** A second Schulze counter: strengths and winners, from 0-based tables; with one fault, the wrong ones. */
export function plainSchulze(
  election: Election,
  fault?: SchulzeFault,
): { winners: number[]; paths: number[][] } {
  const side = election.candidates.length;
  const each = Array.from({ length: side }, (_, index) => index);
  const above = each.map(() => each.map(() => 0));
  for (const { papers, ranking } of rankingsOf(election)) {
    for (const a of each) {
      for (const b of each) {
        const [rankA, rankB] = [ranking.indexOf(a + 1), ranking.indexOf(b + 1)];
        const bIsLast = rankB === -1 && fault !== 'unranked not last';
        if (rankA !== -1 && (bIsLast || rankA < rankB)) above[a]![b]! += papers;
      }
    }
  }
  const paths = each.map((a) =>
    each.map((b) => {
      const [wins, losses] = [above[a]![b]!, above[b]![a]!];
      if (wins <= losses) return 0;
      return fault === 'margins' ? wins - losses : wins;
    }),
  );
  const improve = (from: number, middle: number, to: number): void => {
    if (from === to || fault === 'paths of one step only') return;
    paths[from]![to] = Math.max(paths[from]![to]!, Math.min(paths[from]![middle]!, paths[middle]![to]!));
  };
  for (const x of each) {
    for (const y of each) {
      for (const z of each) {
        if (fault === 'middle varies fastest') improve(x, z, y);
        else improve(y, x, z);
      }
    }
  }
  const winners = each
    .filter((a) => each.every((b) => paths[a]![b]! >= paths[b]![a]!))
    .map((index) => index + 1);
  return { winners, paths };
}
