import type { RankedBallots } from '../ballots/election.ts';
import { sortedByPreferences } from '../ballots/sorted-by-preferences.ts';

/** Ballots that lie together, as indices, and how many papers they are. */
export type Pile = { papers: number; parts: Uint32Array[] };

/**
 * The ballots of a count, dealt from pile to pile. A ballot is never copied: a pile lists ballots by index, and `cursor` tells
 * which preference of a ballot counts now. Piles are plain arrays because a million ballots are read in no order, and a
 * processor can fetch the next ones ahead only where it need not wait for one to name the other.
 */
export class BallotPiles {
  private readonly ballots: RankedBallots;
  /** Index into `rankings` of the preference that counts, by ballot. */
  private readonly cursor: Uint32Array;

  constructor(ballots: RankedBallots, candidates: number) {
    const { length } = ballots.ends;
    this.ballots = sortedByPreferences(ballots, candidates);
    this.cursor = new Uint32Array(length);
    this.cursor.set(this.ballots.ends.subarray(0, Math.max(0, length - 1)), 1);
  }

  /** All ballots, each at its first preference. */
  all(): Pile {
    const { papers } = this.ballots;
    const part = new Uint32Array(papers.length);
    for (let ballot = 0; ballot < part.length; ballot++) part[ballot] = ballot;
    return { papers: papers.reduce((sum, each) => sum + each, 0), parts: [part] };
  }

  /**
   * Deals a pile to the open candidates.
   *
   * @param open 1 where a candidate, by number, may receive papers
   * @param skip 1 to look behind the preference that counts now, 0 to look from it
   * @returns a pile for each candidate by number, where there is one; at 0, ballots without a further preference
   */
  deal(pile: Pile, open: Uint8Array, skip: 0 | 1): (Pile | undefined)[] {
    const { rankings, ends, papers } = this.ballots;
    const { cursor } = this;
    const dealt: (Pile | undefined)[] = Array.from(open, () => undefined);
    for (const part of pile.parts) {
      const targets = new Uint16Array(part.length);
      const lengths = new Uint32Array(open.length);
      const counts = new Float64Array(open.length);
      for (let index = 0; index < part.length; index++) {
        const ballot = part[index]!;
        const end = ends[ballot]!;
        let at = cursor[ballot]! + skip;
        while (at < end && open[rankings[at]!] === 0) at++;
        cursor[ballot] = at;
        const target = at < end ? rankings[at]! : 0;
        targets[index] = target;
        lengths[target]!++;
        counts[target]! += papers[ballot]!;
      }
      const parts = Array.from(lengths, (length) => (length === 0 ? null : new Uint32Array(length)));
      lengths.fill(0);
      for (let index = 0; index < part.length; index++) {
        const target = targets[index]!;
        parts[target]![lengths[target]!++] = part[index]!;
      }
      for (const [target, each] of parts.entries()) {
        if (each) dealt[target] = joined(dealt[target], { papers: counts[target]!, parts: [each] });
      }
    }
    return dealt;
  }
}

/** Puts one pile behind another. */
export function joined(pile: Pile | undefined, behind: Pile): Pile {
  if (!pile) return behind;
  return { papers: pile.papers + behind.papers, parts: [...pile.parts, ...behind.parts] };
}
