/** The ways to count that a board may choose. */
export type Method = 'scottish-stv' | 'meek' | 'schulze' | 'plurality' | 'approval' | 'score' | 'star';

/**
 * What a stage did: the first preferences; a surplus moved; a candidate was excluded and the papers moved; a Meek round;
 * the places left went to those left; marks or scores added up; a run-off of two; beat paths compared.
 */
export type StageAction =
  'first' | 'surplus' | 'exclude' | 'round' | 'finish' | 'sum' | 'runoff' | 'beatpath';

/** Votes that went from one candidate to another (`to` null: no further preference, not transferable). */
export type Transfer = { from: number; to: number | null; papers: number; votes: string };

/** One step of the count, numbered from 1, with everybody's total after it. */
export type Stage = {
  stage: number;
  action: StageAction;
  /** Whose surplus or papers moved; null where nobody's did. */
  candidate: number | null;
  /** Totals after the stage in votes, in candidate order, as decimals at the rule's scale. */
  votes: string[];
  /** Votes needed to be elected at this stage. */
  quota: string | null;
  /** Votes that no longer count for anyone, since the first stage. */
  nonTransferable: string;
  /** Votes lost where transfer values are cut to the rule's decimals, since the first stage. */
  lossByFraction: string;
  transfers: Transfer[];
  /** Elected at this stage, most votes first. */
  elected: number[];
  /** Excluded (defeated) at this stage. */
  excluded: number[];
  /** The excluded candidate's group may have no further seat, whatever the votes. */
  barred?: true;
  /** What happened, for a reader who knows no rule. */
  sentence: { en: string; sv: string };
  /** Meek: how often the keep factors were computed before the round was decided. */
  iterations?: number;
  /** Meek: the share of a vote that each candidate keeps. */
  keepFactors?: string[];
  /** Countback: the quota of the members who sit already. */
  protectedQuota?: string;
  /** STAR: the two who meet in the run-off. */
  finalists?: number[];
};

export type Tie = {
  /** The stage whose totals were equal. */
  stage: number;
  /** What had to be decided between them. */
  purpose: 'surplus' | 'exclude' | 'elect' | 'finalist' | 'runoff';
  tied: number[];
  chosen: number;
  resolvedBy: 'look-back' | 'head-to-head' | 'sum' | 'top-scores' | 'lot';
  /** The earlier stage that told them apart; null unless resolved by look-back. */
  lookBackStage: number | null;
};

/** At least `minimum` and at most `maximum` seats for the candidates of one group. */
export type SeatConstraint = { group: string; candidates: number[]; minimum: number; maximum: number };

/**
 * Something a reader must know about the result: this method is not proportional; too few candidates were left to keep a
 * group's minimum.
 */
export type CountNote = 'not-proportional' | 'minimum-out-of-reach';

/**
 * All that a count says. Candidates are numbered from 1 as on the ballot file; whole ballots are numbers, votes are decimal
 * strings at the rule's scale (5 places for Scottish STV, 9 for Meek, none for marks and scores).
 */
export type CountSheet = {
  method: Method | 'countback';
  title: string;
  seats: number;
  candidates: string[];
  withdrawn: number[];
  validBallots: number;
  /** Ballots without a preference that can count, or with more marks than allowed. */
  invalidBallots: number;
  /** The quota at the end of the count; null where the method has none. */
  quota: string | null;
  /** In order of election. */
  elected: { candidate: number; stage: number }[];
  /** Seats that nobody won. */
  unfilledSeats: number;
  /** "Reopen nominations" as a candidate, and the seats that fell to it. */
  reopenNominations: { candidate: number; seats: number } | null;
  constraints: SeatConstraint[];
  stages: Stage[];
  ties: Tie[];
  /** The public lot: of tied candidates, the first in this list is excluded, transferred or chosen. */
  lotOrder: number[];
  notes: CountNote[];
  /** Schulze: those beaten by nobody; more than one is a tie. */
  winners?: number[];
  /** Schulze: ballots that prefer the row's candidate to the column's. */
  pairwise?: number[][];
  /** Schulze: strength in ballots of the strongest path from row to column. */
  strongestPaths?: number[][];
  /** Countback: who left, who keeps the seat, and who comes in. */
  departed?: number[];
  protected?: number[];
  newlyElected?: number[];
};
