import type { RankedBallots } from '../ballots/election.ts';

/** Papers that name the same elected candidates in the same order, down to `candidate`. */
type Branch = {
  candidate: number;
  papers: bigint;
  /** Ballots that stop here for now; null once the candidate is elected and they are spread over `next`. */
  ballots: number[] | null;
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
  readonly papers: bigint;
  private readonly root = branch(0);
  private readonly cursor: Uint32Array;
  private readonly ballots: RankedBallots;
  private readonly open: Uint8Array;
  private readonly elected: Uint8Array;

  /** @param open 1 for candidates who are neither withdrawn nor defeated; read again at every change */
  constructor(ballots: RankedBallots, open: Uint8Array) {
    this.ballots = ballots;
    this.open = open.slice();
    this.elected = new Uint8Array(open.length);
    this.cursor = new Uint32Array(ballots.ends.length);
    this.root.ballots = null;
    for (let ballot = 0; ballot < ballots.ends.length; ballot++) {
      this.cursor[ballot] = ballot === 0 ? 0 : ballots.ends[ballot - 1]!;
      this.place(ballot, this.root);
    }
    this.papers = sum(this.root);
  }

  /** Lets votes flow on past a candidate who was elected. */
  elect(candidate: number): void {
    this.elected[candidate] = 1;
    this.walk(this.root, (each) => {
      if (each.candidate !== candidate || each.ballots === null) return;
      const { ballots } = each;
      each.ballots = null;
      this.placeAll(ballots, each);
    });
  }

  /** Takes a defeated candidate out of every ballot. */
  defeat(candidate: number): void {
    this.open[candidate] = 0;
    this.walk(this.root, (parent) => {
      const leaf = parent.next.get(candidate);
      if (!leaf) return;
      parent.next.delete(candidate);
      this.placeAll(leaf.ballots ?? [], parent);
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
    const votes = Array.from({ length: keep.length }, () => 0n);
    const flow = (from: Branch, weight: bigint): void => {
      for (const each of from.next.values()) {
        const kept = ceilDivide(weight * keep[each.candidate]!, MEEK_VOTE);
        votes[each.candidate]! += kept * each.papers;
        if (each.ballots === null && kept < weight) flow(each, weight - kept);
      }
    };
    flow(this.root, MEEK_VOTE);
    return votes;
  }

  /** Places ballots under a branch, each from the preference after the one it stands at. */
  private placeAll(ballots: number[], under: Branch): void {
    for (const ballot of ballots) {
      this.cursor[ballot]!++;
      this.place(ballot, under);
    }
  }

  private place(ballot: number, under: Branch): void {
    const { rankings, ends, papers } = this.ballots;
    const end = ends[ballot]!;
    let at = this.cursor[ballot]!;
    for (let parent = under; ; at++) {
      while (at < end && this.open[rankings[at]!] === 0) at++;
      if (at === end) return;
      const candidate = rankings[at]!;
      let child = parent.next.get(candidate);
      if (!child) {
        child = branch(candidate);
        if (this.elected[candidate]) child.ballots = null;
        parent.next.set(candidate, child);
      }
      child.papers += BigInt(papers[ballot]!);
      if (child.ballots) {
        child.ballots.push(ballot);
        this.cursor[ballot] = at;
        return;
      }
      parent = child;
    }
  }

  private walk(from: Branch, visit: (branch: Branch) => void): void {
    visit(from);
    for (const each of from.next.values()) this.walk(each, visit);
  }
}

function branch(candidate: number): Branch {
  return { candidate, papers: 0n, ballots: [], next: new Map() };
}

function sum(root: Branch): bigint {
  let papers = 0n;
  for (const each of root.next.values()) papers += each.papers;
  return papers;
}

/** Quotient of whole numbers above zero, rounded up. */
export function ceilDivide(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}
