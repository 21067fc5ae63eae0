/**
 * Ballots in rank order, packed: a country's ballots fit in a few flat arrays.
 *
 * Ballot `i` ranks `rankings[ends[i - 1] … ends[i]]` (from 0 for the first), most preferred first, as candidate numbers from 1.
 * `papers[i]` whole ballots say the same; whole numbers up to 2⁵³ are exact there.
 */
export type RankedBallots = {
  kind: 'ranked';
  rankings: Uint16Array;
  ends: Uint32Array;
  papers: Float64Array;
  /** 1 where a candidate is ranked equal to the one before; null when no ballot has equal ranks. */
  equals: Uint8Array | null;
};

/** Ballots with marks and no order: laid out as ranked ballots. */
export type MarkedBallots = Omit<RankedBallots, 'kind' | 'equals'> & { kind: 'marked' };

/** Ballots with a score from 0 to 5 for each candidate: `scores[i * candidates + number - 1]`. */
export type ScoredBallots = { kind: 'scored'; scores: Uint8Array; papers: Float64Array };

export type Ballots = RankedBallots | MarkedBallots | ScoredBallots;

/** What a ballot file says: who stands, for how many seats, and the ballots. */
export type Election = {
  title: string;
  /** null when the file does not say. */
  seats: number | null;
  /** Names; candidate number 1 is the first. */
  candidates: string[];
  withdrawn: number[];
  /** The order for breaking ties, when the file gives one. */
  lotOrder: number[] | null;
  ballots: Ballots;
};
