import type { ElectionPhase, ProblemCode, VoidReason } from '@app/contract';

/** What people ask for, and what the clock and the count report. */
export type ElectionEvent =
  'nominate' | 'withdraw' | 'collect' | 'nominations-due' | 'voting-due' | 'counted';

/** What an event does to an election: it moves on, stays as it is, or the event is refused. */
export type Step =
  { to: ElectionPhase; voidReason: VoidReason | null } | { stays: true } | { refusal: ProblemCode };

export interface ElectionFacts {
  candidates: number;
  validBallots: number;
}

export interface Timeline {
  phase: ElectionPhase;
  nominationsCloseAt: Date;
  votingClosesAt: Date;
}

type Cell = (facts: ElectionFacts) => Step;

const to = (phase: ElectionPhase): Step => ({ to: phase, voidReason: null });
const voided = (voidReason: VoidReason): Step => ({ to: 'void', voidReason });
// The clock may strike twice, or late: an election that has moved on takes no notice.
const stays: Cell = () => ({ stays: true });
const refused =
  (refusal: ProblemCode): Cell =>
  () => ({ refusal });

const OVER: Record<ElectionEvent, Cell> = {
  nominate: refused('nominations-closed'),
  withdraw: refused('nominations-closed'),
  collect: refused('voting-closed'),
  'nominations-due': stays,
  'voting-due': stays,
  counted: stays,
};

const CELLS: Record<ElectionPhase, Record<ElectionEvent, Cell>> = {
  // Officers lead an election through these; what the clock opens goes from nominations straight to voting.
  announced: OVER,
  campaign: OVER,
  nominations: {
    ...OVER,
    nominate: stays,
    withdraw: stays,
    'nominations-due': ({ candidates }) => (candidates === 0 ? voided('no-candidates') : to('voting')),
  },
  voting: { ...OVER, collect: stays, 'voting-due': () => to('counting') },
  counting: {
    ...OVER,
    // Without a ballot only the lot could fill the seats, and a lot is not an election.
    counted: ({ validBallots }) => (validBallots === 0 ? voided('no-ballots') : to('result')),
  },
  result: OVER,
  void: OVER,
};

/**
 * What an event does to an election in this phase at this time. A deadline that has passed refuses what it
 * ends, whether or not the job that changes the phase has run.
 *
 * @param now the database's clock
 */
export function step(
  { phase, nominationsCloseAt, votingClosesAt }: Timeline,
  event: ElectionEvent,
  now: Date,
  facts: ElectionFacts = { candidates: 0, validBallots: 0 },
): Step {
  const nominationsDue = now >= nominationsCloseAt;
  const votingDue = now >= votingClosesAt;
  if ((event === 'nominate' || event === 'withdraw') && nominationsDue) return OVER[event](facts);
  if (event === 'collect' && votingDue) return OVER.collect(facts);
  if (event === 'nominations-due' && !nominationsDue) return { stays: true };
  if (event === 'voting-due' && !votingDue) return { stays: true };
  return CELLS[phase][event](facts);
}

/** Why this cannot be done now, or null if it can. */
export function whyNotNow(
  timeline: Timeline,
  event: 'nominate' | 'withdraw' | 'collect',
  now: Date,
): ProblemCode | null {
  const outcome = step(timeline, event, now);
  return 'refusal' in outcome ? outcome.refusal : null;
}
