import type { Outcome, ProblemCode, ProposalTally, Threshold } from '@app/contract';
import type { Proposal } from './proposal.entity.ts';

const HOUR_MS = 3_600_000;

/** How long everybody has with a new wording, unless voting was meant to be shorter altogether. */
const TIME_TO_READ_MS = 24 * HOUR_MS;

type Terms = Pick<Proposal, 'rollSize' | 'quorum' | 'threshold'>;
type Timeline = Pick<Proposal, 'openedAt' | 'closesAt'>;

/** How many votes make the quorum: its share of the roll, rounded up. */
export function quorumVotes({ rollSize, quorum }: Pick<Terms, 'rollSize' | 'quorum'>): number {
  return Math.ceil((rollSize * quorum) / 100);
}

/** The votes that count: those on the text as it stands. */
export function turnoutOf({ agree, abstain, disagree, block }: ProposalTally): number {
  return agree + abstain + disagree + block;
}

/** Whether these votes carry a proposal: the quorum is there, nobody blocks, and enough agree. */
export function isCarried(terms: Terms, tally: ProposalTally): boolean {
  const { agree, disagree, block } = tally;
  if (block > 0 || turnoutOf(tally) < quorumVotes(terms)) return false;
  return agree > 0 && ENOUGH[terms.threshold](agree, agree + disagree);
}

const ENOUGH: Record<Threshold, (agree: number, all: number) => boolean> = {
  majority: (agree, all) => 2 * agree > all,
  'two-thirds': (agree, all) => 3 * agree >= 2 * all,
  'three-quarters': (agree, all) => 4 * agree >= 3 * all,
  unanimity: (agree, all) => agree === all,
};

/**
 * Who may know how people voted. Nobody has a key of their own: not staff, not who proposed. What was
 * withdrawn before voting ended stays closed for ever, or withdrawing would be a way to look.
 */
export function seesResults(
  { state, closedAt, results }: Pick<Proposal, 'state' | 'closedAt' | 'results'>,
  viewer: { hasVoted: boolean },
): boolean {
  if (closedAt !== null) return true;
  return state === 'open' && results === 'after-vote' && viewer.hasVoted;
}

/** When voting ends after a new wording: not before everybody had time to read it. */
export function closingAfterChange({ openedAt, closesAt }: Timeline, now: Date): Date {
  const time = Math.min(TIME_TO_READ_MS, closesAt.getTime() - openedAt.getTime());
  return new Date(Math.max(closesAt.getTime(), now.getTime() + time));
}

/** When those who have not voted are reminded: a day before the end, or when a third of the time is left. */
export function reminderTime({ openedAt, closesAt }: Timeline): Date {
  const third = (closesAt.getTime() - openedAt.getTime()) / 3;
  return new Date(closesAt.getTime() - Math.min(TIME_TO_READ_MS, third));
}

/** Why this cannot be the outcome, or null. The numbers decide; taking a proposal back is always possible. */
export function whyNotOutcome(
  { state }: Pick<Proposal, 'state'>,
  outcome: Outcome,
  carried: boolean,
): ProblemCode | null {
  if (state === 'decided') return 'already-decided';
  if (outcome === 'withdrawn') return null;
  if (state === 'open') return 'voting-open';
  return (outcome === 'adopted') === carried ? null : 'outcome-differs';
}
