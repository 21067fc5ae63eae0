import type { MarkedBallots, RankedBallots } from './election.ts';

/** Collects ballots one preference at a time into flat arrays that grow as needed. */
export class BallotBox {
  private rankings: Uint16Array;
  private equals: Uint8Array | null = null;
  private ends = new Uint32Array(1024);
  private papers = new Float64Array(1024);
  private length = 0;
  private ballots = 0;
  /** The ballot on which a candidate was last seen, from 1: finds a candidate named twice without a search. */
  private readonly seenOn: Uint32Array;
  private total = 0;

  constructor(candidates: number) {
    this.rankings = new Uint16Array(4096);
    this.seenOn = new Uint32Array(candidates + 1);
  }

  /** Adds the next preference; false if this ballot names the candidate already. */
  rank(candidate: number): boolean {
    if (this.seenOn[candidate] === this.ballots + 1) return false;
    this.seenOn[candidate] = this.ballots + 1;
    if (this.length === this.rankings.length)
      this.rankings = grown(this.rankings, new Uint16Array(this.length * 2));
    this.rankings[this.length++] = candidate;
    return true;
  }

  /** Adds a candidate at the same rank as the one before; false if this ballot names the candidate already. */
  rankEqual(candidate: number): boolean {
    if (!this.rank(candidate)) return false;
    if (this.equals === null || this.equals.length < this.rankings.length) {
      this.equals = grown(this.equals ?? new Uint8Array(0), new Uint8Array(this.rankings.length));
    }
    this.equals[this.length - 1] = 1;
    return true;
  }

  /** Ends the ballot; false if the whole number of papers is no longer exact. */
  end(papers: number): boolean {
    if (this.ballots === this.ends.length) {
      this.ends = grown(this.ends, new Uint32Array(this.ballots * 2));
      this.papers = grown(this.papers, new Float64Array(this.ballots * 2));
    }
    this.ends[this.ballots] = this.length;
    this.papers[this.ballots] = papers;
    this.ballots++;
    this.total += papers;
    return this.total <= Number.MAX_SAFE_INTEGER;
  }

  ranked(): RankedBallots {
    const equals =
      this.equals && grown(this.equals, new Uint8Array(this.rankings.length)).subarray(0, this.length);
    return { kind: 'ranked', ...this.columns(), equals };
  }

  marked(): MarkedBallots {
    return { kind: 'marked', ...this.columns() };
  }

  private columns() {
    return {
      rankings: this.rankings.subarray(0, this.length),
      ends: this.ends.subarray(0, this.ballots),
      papers: this.papers.subarray(0, this.ballots),
    };
  }
}

function grown<T extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(from: T, to: T): T {
  to.set(from.length > to.length ? (from.subarray(0, to.length) as T) : from);
  return to;
}
