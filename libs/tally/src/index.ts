export { BallotFileError } from './ballot-file-error.ts';
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
} from './count-sheet.ts';
export { count } from './count.ts';
export type { Ballots, Election, MarkedBallots, RankedBallots, ScoredBallots } from './election.ts';
export { rankedElection } from './ranked-election.ts';
export { readBallotFile } from './read-ballot-file.ts';
