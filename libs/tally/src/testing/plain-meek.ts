import type { Election } from '../index.ts';
import { rankingsOf } from './random-elections.ts';

export const MEEK_FAULTS = [
  'keep rounded down',
  'quota of the first iteration',
  'quota without the last decimal',
  'six decimals',
  'surplus of a thousandth ignored',
  'only exact ties',
  'lot order reversed',
  'one elected a round',
] as const;
export type MeekFault = (typeof MEEK_FAULTS)[number];
/** `totals` has each round's votes by candidate and the quota, to nine decimals. */
export type PlainMeekCount = {
  elected: [number, number[]][];
  defeated: [number, number[]][];
  totals: string[][];
};

/** A second Meek counter, ballot by ballot: the reference rule told once more, and with one fault told wrongly. */
export function plainMeek(election: Election, lotOrder: number[] | null, fault?: MeekFault): PlainMeekCount {
  const one = 10n ** (fault === 'six decimals' ? 6n : 9n);
  const omega = fault === 'surplus of a thousandth ignored' ? one / 1000n : one / 1_000_000n;
  const seats = election.seats ?? 1;
  const all = election.candidates
    .map((_, index) => index + 1)
    .filter((each) => !election.withdrawn.includes(each));
  const lot = [...(lotOrder ?? all)];
  if (fault === 'lot order reversed') lot.reverse();
  const ballots = rankingsOf(election);
  const keep = new Map(all.map((candidate) => [candidate, one]));
  const hopeful = new Set(all);
  const elected: number[] = [];
  const result: PlainMeekCount = { elected: [], defeated: [], totals: [] };
  const up = (a: bigint, b: bigint) => (a + b - 1n) / b;
  let fixedQuota: bigint | null = null;

  for (let round = 1; elected.length < seats; round++) {
    if (elected.length + hopeful.size <= seats) {
      result.elected.push([round, [...hopeful]]);
      return result;
    }
    let before: bigint | null = null;
    for (;;) {
      const votes = new Map(all.map((candidate) => [candidate, 0n]));
      for (const { papers, ranking } of ballots) {
        let weight = one;
        for (const candidate of ranking) {
          if (weight === 0n) break;
          const part = weight * (keep.get(candidate) ?? 0n);
          const kept = fault === 'keep rounded down' ? part / one : up(part, one);
          if (kept > 0n) votes.set(candidate, votes.get(candidate)! + kept * BigInt(papers));
          weight -= kept;
        }
      }
      const active = [...votes.values()].reduce((sum, each) => sum + each, 0n);
      const fresh: bigint =
        active / BigInt(seats + 1) + (fault === 'quota without the last decimal' ? 0n : 1n);
      fixedQuota ??= fresh;
      const quota = fault === 'quota of the first iteration' ? fixedQuota : fresh;
      let winners = [...hopeful].filter((candidate) => votes.get(candidate)! >= quota);
      if (fault === 'one elected a round') winners = winners.slice(0, 1);
      for (const winner of winners.slice(0, seats - elected.length)) {
        hopeful.delete(winner);
        elected.push(winner);
      }
      const close = () =>
        result.totals.push(
          [...election.candidates.map((_, index) => votes.get(index + 1) ?? 0n), quota].map(nine(one)),
        );
      if (winners.length > 0) {
        close();
        result.elected.push([round, winners]);
        break;
      }
      const over = elected.reduce((sum, candidate) => sum + votes.get(candidate)! - quota, 0n);
      const surplus: bigint = over > 0n ? over : 0n;
      if (surplus < omega || (before !== null && surplus >= before)) {
        const lowest = [...hopeful].map((each) => votes.get(each)!).reduce((a, b) => (a < b ? a : b));
        const within = fault === 'only exact ties' ? 0n : surplus;
        const tied = [...hopeful].filter((each) => votes.get(each)! <= lowest + within);
        const defeated = lot.find((candidate) => tied.includes(candidate))!;
        hopeful.delete(defeated);
        keep.set(defeated, 0n);
        close();
        result.defeated.push([round, [defeated]]);
        break;
      }
      before = surplus;
      for (const each of elected)
        keep.set(each, up(up(keep.get(each)! * quota, one) * one, votes.get(each)!));
    }
  }
  return result;
}

function nine(one: bigint): (value: bigint) => string {
  return (value) => {
    const digits = ((value * 1_000_000_000n) / one).toString().padStart(10, '0');
    return `${digits.slice(0, -9)}.${digits.slice(-9)}`;
  };
}
