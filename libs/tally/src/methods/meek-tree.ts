import type { RankedBallots } from '../ballots/election.ts';
import { BallotPiles, joined, type Pile } from './ballot-piles.ts';

/** Papers that name the same elected candidates in the same order, down to `candidate`. */
type Branch = {
  candidate: number;
  papers: number;
  /** The ballots that stop here for now; null once the candidate is elected and they are spread over `next`. */
  pile: Pile | null;
  next: Map<number, Branch>;
};

/** Nine decimals, as the PR Foundation's rule counts. */
export const MEEK_PLACES = 9;
/** One vote, or a keep factor of 1. */
export const MEEK_VOTE = 1_000_000_000n;

/**
 * Ballots as a tree of preferences that grows only where votes flow on: through elected candidates, who keep a part of
 * each vote. Those who still hope keep all of it, so what a ballot says after them is not read until they are elected or
 * defeated. Each preference of each ballot is read once in the whole count, however many iterations it takes.
 */
export class MeekTree {
  /** Whole ballots that name at least one open candidate. */
  readonly papers: number;
  private readonly root: Branch = { candidate: 0, papers: 0, pile: null, next: new Map() };
  private readonly ballots: BallotPiles;
  private readonly open: Uint8Array;
  private readonly elected: Uint8Array;

  /** @param open 1 for candidates, by number, who are not withdrawn */
  constructor(ballots: RankedBallots, open: Uint8Array) {
    this.ballots = new BallotPiles(ballots, open.length - 1);
    this.open = open.slice();
    this.elected = new Uint8Array(open.length);
    this.grow(this.root, this.ballots.deal(this.ballots.all(), this.open, 0));
    this.papers = [...this.root.next.values()].reduce((sum, { papers }) => sum + papers, 0);
  }

  /** Lets votes flow on past a candidate who was elected. */
  elect(candidate: number): void {
    this.elected[candidate] = 1;
    this.walk(this.root, (branch) => {
      if (branch.candidate !== candidate || branch.pile === null) return;
      const { pile } = branch;
      branch.pile = null;
      this.grow(branch, this.ballots.deal(pile, this.open, 1));
    });
  }

  /** Takes a defeated candidate out of every ballot. */
  defeat(candidate: number): void {
    this.open[candidate] = 0;
    this.walk(this.root, (parent) => {
      const pile = parent.next.get(candidate)?.pile;
      parent.next.delete(candidate);
      if (pile) this.grow(parent, this.ballots.deal(pile, this.open, 1));
    });
  }

  /**
   * Shares out every vote: each elected candidate keeps the keep factor's part of what arrives, rounded up, and the rest
   * flows on.
   *
   * @param keep keep factors by candidate number, in units of 10⁻⁹
   * @returns votes by candidate number, in units of 10⁻⁹ votes
   */
  distribute(keep: bigint[]): bigint[] {
    const votes = Array.from(keep, () => 0n);
    const flow = (from: Branch, weight: bigint): void => {
      for (const branch of from.next.values()) {
        const kept = ceilDivide(weight * keep[branch.candidate]!, MEEK_VOTE);
        votes[branch.candidate]! += kept * BigInt(branch.papers);
        if (branch.pile === null && kept < weight) flow(branch, weight - kept);
      }
    };
    flow(this.root, MEEK_VOTE);
    return votes;
  }

  /** Adds dealt piles under a branch, and past those elected already as far as they go. */
  private grow(under: Branch, dealt: (Pile | undefined)[]): void {
    for (const [candidate, pile] of dealt.entries()) {
      if (!pile || candidate === 0) continue;
      const { papers } = pile;
      const branch = under.next.get(candidate);
      if (branch) branch.papers += papers;
      if (this.elected[candidate]) {
        const through = branch ?? { candidate, papers, pile: null, next: new Map() };
        under.next.set(candidate, through);
        this.grow(through, this.ballots.deal(pile, this.open, 1));
      } else if (branch?.pile) {
        branch.pile = joined(branch.pile, pile);
      } else {
        under.next.set(candidate, { candidate, papers, pile, next: new Map() });
      }
    }
  }

  private walk(from: Branch, visit: (branch: Branch) => void): void {
    visit(from);
    for (const branch of from.next.values()) this.walk(branch, visit);
  }
}

/** Quotient of whole numbers, rounded up. */
export function ceilDivide(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}
