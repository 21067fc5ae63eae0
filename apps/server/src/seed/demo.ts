import type { Election, ElectionPhase } from '@app/contract';
import type { Association } from './association.ts';
import type { ConductedElection } from './conducted.ts';
import type { DemoProposal } from './proposals.ts';
import type { DemoReaction } from './reactions.ts';
import type { DemoSenseCheck } from './sense-checks.ts';

/**
 * The demo association as plain values, as `readDemo` finds it in `demo/`.
 *
 * Times are whole minutes before the moment of seeding, so that the community looks alive whenever it is
 * seeded; a negative number lies ahead.
 */
export type Demo = Association & {
  /** In the order of their first posts, oldest first. */
  threads: DemoThread[];
  /** Oldest first. */
  elections: DemoElection[];
  /** Those that officers conduct, oldest first. */
  conducted: ConductedElection[];
  /** Oldest first. */
  proposals: DemoProposal[];
  /** Oldest first. */
  senseChecks: DemoSenseCheck[];
  reactions: DemoReaction[];
};

export type DemoThread = {
  title: string;
  /** The slug of a category. */
  category: string;
  language: 'en' | 'sv';
  /** Numbered from 1 without gaps, each later than the one before; the first is the topic's own text. */
  posts: DemoPost[];
};

export type DemoPost = {
  number: number;
  /** A member's handle, as everywhere below. */
  author: string;
  minutesAgo: number;
  /** The number of the post that this one answers; null for the topic. */
  replyTo: number | null;
  /** Markdown as first written. */
  body: string;
  /** Later wordings, oldest first; each is the whole text. */
  edits: { editor: string; minutesAgo: number; body: string }[];
  deletion: { by: string; minutesAgo: number } | null;
};

/** An election opens with its first post. Its posts number only each other: what the software adds is not counted. */
export type DemoElection = DemoThread & {
  method: Election['method'];
  seats: number;
  phase: Extract<ElectionPhase, 'voting' | 'result'>;
  /** Voting opens when nominations close. */
  nominationsCloseMinutesAgo: number;
  votingClosesMinutesAgo: number;
  /** In the order of their nominations, which is their order on the ballot. */
  candidates: DemoCandidate[];
  /** Handles of candidates, best first; nothing tells whose ballot it is. Empty while voting. */
  ballots: string[][];
  /** Who wins by these ballots, in the order of election. Empty while voting. */
  elected: string[];
};

export type DemoCandidate = { handle: string; minutesAgo: number; statement: string };
