import type { RankedBallots } from '../ballots/election.ts';
import { BallotPiles, joined, type Pile } from './ballot-piles.ts';

/** What a move brought to each candidate by number; at 0, what no further preference could take. */
export type Moved = { papers: number[]; votes: bigint[] };

/** The papers on the tables of a count by transferable vote: for each candidate, piles by the value of a paper. */
export class PaperPiles {
  private readonly ballots: BallotPiles;
  private readonly piles: Map<bigint, Pile>[];

  constructor(ballots: RankedBallots, candidates: number) {
    this.ballots = new BallotPiles(ballots, candidates);
    this.piles = Array.from({ length: candidates + 1 }, () => new Map());
  }

  /** Sorts every ballot to its first open candidate, at `value` a paper. */
  dealFirstPreferences(open: Uint8Array, value: bigint): Moved {
    const moved = nothingMoved(open.length);
    this.lay(this.ballots.deal(this.ballots.all(), open, 0), value, moved);
    return moved;
  }

  /** Moves all papers of a candidate to the next open one on each, every pile at its new value a paper. */
  move(candidate: number, open: Uint8Array, newValue: (value: bigint) => bigint): Moved {
    const moved = nothingMoved(open.length);
    const piles = this.piles[candidate]!;
    this.piles[candidate] = new Map();
    for (const [value, pile] of piles) this.lay(this.ballots.deal(pile, open, 1), newValue(value), moved);
    return moved;
  }

  /** Lays dealt papers on the candidates' piles, behind papers of the same value. */
  private lay(dealt: (Pile | undefined)[], value: bigint, moved: Moved): void {
    for (const [target, pile] of dealt.entries()) {
      if (!pile) continue;
      moved.papers[target]! += pile.papers;
      moved.votes[target]! += BigInt(pile.papers) * value;
      if (target > 0) this.piles[target]!.set(value, joined(this.piles[target]!.get(value), pile));
    }
  }
}

function nothingMoved(length: number): Moved {
  return { papers: Array.from({ length }, () => 0), votes: Array.from({ length }, () => 0n) };
}
