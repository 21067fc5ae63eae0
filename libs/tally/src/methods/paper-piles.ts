import type { RankedBallots } from '../ballots/election.ts';

/** Papers of one candidate that all count for the same value. */
type Parcel = { value: bigint; papers: number; ballots: number[] };

/** What a move brought to each candidate by number; at 0, what no further preference could take. */
export type Moved = { papers: number[]; votes: bigint[] };

/**
 * The papers on the tables of a count by transferable vote: for each candidate, parcels by value.
 *
 * A ballot is never copied: a parcel lists ballot indices, and `cursor` tells which preference of a ballot counts now, so a
 * move costs no more than reading on in the ballots moved.
 */
export class PaperPiles {
  private readonly piles: Map<bigint, Parcel>[];
  private readonly cursor: Uint32Array;
  private readonly ballots: RankedBallots;

  constructor(ballots: RankedBallots, candidates: number) {
    this.ballots = ballots;
    this.cursor = new Uint32Array(ballots.ends.length);
    this.piles = Array.from({ length: candidates + 1 }, () => new Map());
  }

  /** Sorts every ballot to its first open candidate, at `value` a paper. */
  dealFirstPreferences(open: Uint8Array, value: bigint): Moved {
    const { ends } = this.ballots;
    const all: number[] = [];
    for (let ballot = 0; ballot < ends.length; ballot++) {
      this.cursor[ballot] = ballot === 0 ? 0 : ends[ballot - 1]!;
      all.push(ballot);
    }
    const moved = nothingMoved(open.length);
    this.deal({ value, papers: 0, ballots: all }, open, moved);
    return moved;
  }

  /** Moves all papers of a candidate to the next open one on each, every parcel at its new value a paper. */
  move(candidate: number, open: Uint8Array, newValue: (value: bigint) => bigint): Moved {
    const moved = nothingMoved(open.length);
    const pile = this.piles[candidate]!;
    this.piles[candidate] = new Map();
    for (const parcel of pile.values()) {
      for (const ballot of parcel.ballots) this.cursor[ballot]!++;
      this.deal({ ...parcel, value: newValue(parcel.value) }, open, moved);
    }
    return moved;
  }

  /** Deals a parcel's ballots, each from where its cursor stands. */
  private deal(parcel: Parcel, open: Uint8Array, moved: Moved): void {
    const { rankings, ends, papers } = this.ballots;
    const { cursor } = this;
    const targets = this.piles.map(
      (pile) => pile.get(parcel.value) ?? { value: parcel.value, papers: 0, ballots: [] },
    );
    const brought = Array.from({ length: open.length }, () => 0);
    for (const ballot of parcel.ballots) {
      let at = cursor[ballot]!;
      const end = ends[ballot]!;
      while (at < end && open[rankings[at]!] === 0) at++;
      cursor[ballot] = at;
      if (at === end) {
        brought[0]! += papers[ballot]!;
        continue;
      }
      const target = rankings[at]!;
      brought[target]! += papers[ballot]!;
      targets[target]!.ballots.push(ballot);
    }
    for (const [target, count] of brought.entries()) {
      if (count === 0) continue;
      moved.papers[target]! += count;
      moved.votes[target]! += BigInt(count) * parcel.value;
      if (target === 0) continue;
      targets[target]!.papers += count;
      this.piles[target]!.set(parcel.value, targets[target]!);
    }
  }
}

function nothingMoved(length: number): Moved {
  return { papers: Array.from({ length: length }, () => 0), votes: Array.from({ length: length }, () => 0n) };
}
