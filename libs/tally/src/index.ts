export { BallotFileError } from './files/ballot-file-error.ts';
export type { CountOptions } from './contest.ts';
export { CountError } from './count-error.ts';
export type {
  CountNote,
  CountSheet,
  Method,
  SeatConstraint,
  Stage,
  StageAction,
  Tie,
  Transfer,
} from './sheet/count-sheet.ts';
export { countback, type CountbackOptions } from './countback.ts';
export { count } from './count.ts';
export type { Ballots, Election, MarkedBallots, RankedBallots, ScoredBallots } from './ballots/election.ts';
export { lotOrder } from './ties/lot-order.ts';
export { canonicalJson } from './sheet/canonical-json.ts';
export { rankedElection } from './ballots/ranked-election.ts';
export { readBallotFile } from './files/read-ballot-file.ts';
export { writeBlt, writeSoi } from './files/write-ballots.ts';
export { TALLY_VERSION } from './version.ts';
