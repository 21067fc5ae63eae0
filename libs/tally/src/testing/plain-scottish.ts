import type { Election } from '../index.ts';
import { rankingsOf } from './random-elections.ts';
import type { PlainCount } from './scottish-reference.ts';

/** Mistakes that real counting programs have made. */
export const SCOTTISH_FAULTS = [
  'last parcel only',
  'transferable papers only',
  'unweighted values',
  'Hare quota',
  'quota without the one',
  'two decimals',
  'nine decimals',
  'exact fractions',
  'rounding half up',
  'surplus to those elected before',
  'all tied excluded at once',
  'ties by first preferences',
  'ties by the lot alone',
  'lot order reversed',
  'first elected instead of largest surplus',
  'exclusion before surplus',
  'no transfer after the last exclusion',
] as const;
export type ScottishFault = (typeof SCOTTISH_FAULTS)[number];

type Paper = { ranking: number[]; at: number; count: bigint; value: bigint; arrived: number };

/**
 * A second counter by the same Order, written ballot by ballot without any of the first one's parts: it must agree with it,
 * and with one fault switched on the reference elections must tell it from a right one.
 */
export function plainScottish(
  election: Election,
  lotOrder: number[] | null,
  fault?: ScottishFault,
): PlainCount {
  const places =
    fault === 'two decimals' ? 2 : fault === 'nine decimals' ? 9 : fault === 'exact fractions' ? 60 : 5;
  const one = 10n ** BigInt(places);
  const seats = election.seats ?? 1;
  const numbers = election.candidates.map((_, index) => index + 1);
  const lot = [...(lotOrder ?? numbers)];
  if (fault === 'lot order reversed') lot.reverse();
  const papers: Paper[] = rankingsOf(election).map(({ papers: count, ranking }) => ({
    ranking,
    at: 0,
    count: BigInt(count),
    value: one,
    arrived: 1,
  }));
  const open = new Set(numbers);
  const elected: number[] = [];
  const pending: number[] = [];
  const kept = new Map<number, bigint>();
  const history: Map<number, bigint>[] = [];
  const result: PlainCount = { electedByStage: [], totals: [] };
  const valid = papers.reduce((sum, { count }) => sum + count, 0n);
  const quotient = valid / BigInt(fault === 'Hare quota' ? seats : seats + 1);
  const quota =
    (fault === 'Hare quota' || fault === 'quota without the one' ? quotient : quotient + 1n) * one;

  const holds = (candidate: number) => papers.filter((paper) => paper.ranking[paper.at] === candidate);
  const total = (candidate: number) =>
    kept.get(candidate) ?? holds(candidate).reduce((sum, { count, value }) => sum + count * value, 0n);
  const votes = (candidate: number) => history.at(-1)!.get(candidate)!;

  const close = (): void => {
    history.push(new Map(numbers.map((candidate) => [candidate, total(candidate)])));
    result.totals.push(numbers.map((candidate) => fiveDecimals(votes(candidate), places)));
    const now = [...open].filter((candidate) => votes(candidate) >= quota).sort(mostFirst);
    for (const candidate of now) seat(candidate);
    if (elected.length < seats && elected.length + open.size <= seats)
      for (const candidate of [...open].sort(mostFirst)) seat(candidate, now);
    if (now.length > 0) result.electedByStage.push([history.length, now]);
  };
  const seat = (candidate: number, also?: number[]): void => {
    if (elected.length === seats) return;
    open.delete(candidate);
    elected.push(candidate);
    also?.push(candidate);
    if (votes(candidate) > quota) pending.push(candidate);
  };
  const mostFirst = (a: number, b: number): number => {
    for (const totals of history.toReversed()) {
      if (totals.get(a) !== totals.get(b)) return totals.get(a)! > totals.get(b)! ? -1 : 1;
    }
    return lot.indexOf(a) - lot.indexOf(b);
  };
  const choose = (from: number[], most: boolean): number => {
    const looked =
      fault === 'ties by first preferences' ? [history.at(-1)!, history[0]!] : history.toReversed();
    let left = from;
    for (const totals of fault === 'ties by the lot alone' ? looked.slice(0, 1) : looked) {
      const best = left.map((each) => totals.get(each)!).reduce((a, b) => (most === a > b ? a : b));
      left = left.filter((each) => totals.get(each) === best);
    }
    return lot.find((candidate) => left.includes(candidate))!;
  };
  const pass = (moving: Paper[], value: (paper: Paper) => bigint): void => {
    const takes = (candidate: number) =>
      open.has(candidate) || (fault === 'surplus to those elected before' && elected.includes(candidate));
    for (const paper of moving) {
      paper.value = value(paper);
      paper.arrived = history.length + 1;
      do paper.at++;
      while (paper.at < paper.ranking.length && !takes(paper.ranking[paper.at]!));
    }
  };
  const moveSurplus = (): void => {
    const candidate =
      fault === 'first elected instead of largest surplus' ? pending[0]! : choose(pending, true);
    pending.splice(pending.indexOf(candidate), 1);
    const all = holds(candidate);
    const latest = all.reduce((last, { arrived }) => (arrived > last ? arrived : last), 0);
    const moving = fault === 'last parcel only' ? all.filter(({ arrived }) => arrived === latest) : all;
    const surplus = votes(candidate) - quota;
    const further = (paper: Paper) => paper.ranking.slice(paper.at + 1).some((next) => open.has(next));
    const counted = fault === 'transferable papers only' ? moving.filter(further) : moving;
    const weight = counted.reduce(
      (sum, { count, value }) => sum + count * (fault === 'unweighted values' ? one : value),
      0n,
    );
    pass(moving, ({ value }) => {
      if (weight === 0n) return 0n;
      const dividend = surplus * (fault === 'unweighted values' ? one : value);
      const quotient =
        fault === 'rounding half up' ? (2n * dividend + weight) / (2n * weight) : dividend / weight;
      return quotient > value ? value : quotient;
    });
    for (const paper of all) if (!moving.includes(paper)) paper.at = paper.ranking.length;
    kept.set(candidate, quota);
  };
  const exclude = (): void => {
    const lowest = choose([...open], false);
    const tied = [...open].filter((candidate) => votes(candidate) === votes(lowest));
    const bulk = fault === 'all tied excluded at once' && open.size - tied.length >= seats - elected.length;
    for (const candidate of bulk ? tied : [lowest]) {
      open.delete(candidate);
      if (fault === 'no transfer after the last exclusion' && elected.length + open.size === seats) continue;
      pass(holds(candidate), ({ value }) => value);
    }
  };

  close();
  while (elected.length < seats && open.size > 0) {
    if (pending.length > 0 && fault !== 'exclusion before surplus') moveSurplus();
    else if (pending.length > 0 && open.size <= seats - elected.length + 1) moveSurplus();
    else exclude();
    close();
  }
  return result;
}

function fiveDecimals(value: bigint, places: number): string {
  const scaled = places > 5 ? value / 10n ** BigInt(places - 5) : value * 10n ** BigInt(5 - places);
  const digits = scaled.toString().padStart(6, '0');
  return `${digits.slice(0, -5)}.${digits.slice(-5)}`;
}
