import type { ElectionActor, ElectionEvent, ElectionState, OfficerRole, ProblemCode } from '@app/contract';

/** What the guards look at; read from the database inside the transaction that holds the election's lock. */
export interface ProcessFacts {
  now: Date;
  nominationsOpenAt: Date;
  nominationsCloseAt: Date;
  votingOpensAt: Date;
  votingClosesAt: Date;
  challengeEndsAt: Date | null;
  seats: number;
  /** Members on the roll, and how many of them have a notice on record. */
  rollSize: number;
  noticed: number;
  /** Candidacies that somebody accepted and nobody has decided about, and appeals without an answer. */
  undecided: number;
  /** Candidates on the list. */
  admitted: number;
  /** Claims and objections to the roll without an answer. */
  openClaims: number;
  rollFrozen: boolean;
  dryRunDone: boolean;
  /** Whether the bylaws let as many candidates as seats be elected without a vote. */
  acclamation: boolean;
  /** Percent of the roll that must have cast a ballot. */
  quorum: number;
  cast: number;
  openChallenges: number;
  upheldChallenges: number;
}

type Guard = (facts: ProcessFacts) => ProblemCode | null;

/** What a transition does besides being told; the services know how. */
export type ProcessEffect =
  | 'number-candidates'
  | 'make-manifest'
  | 'hold-ballots'
  | 'let-ballots-in'
  | 'start-challenges'
  | 'install-terms';

export interface Cell {
  who: ElectionActor;
  to: ElectionState;
  guards: readonly Guard[];
  effects: readonly ProcessEffect[];
  /** Whether it cannot be asked for without saying why. */
  reason: boolean;
}

const unless =
  (code: ProblemCode, holds: (facts: ProcessFacts) => boolean): Guard =>
  (facts) =>
    holds(facts) ? null : code;

/** What has to be so before an event; each answers why not. */
export const GUARDS = {
  noticeServed: unless('notice-not-served', ({ noticed, rollSize }) => noticed >= rollSize),
  nominationsDue: unless('too-early', ({ now, nominationsOpenAt }) => now >= nominationsOpenAt),
  nominationsOver: unless('too-early', ({ now, nominationsCloseAt }) => now >= nominationsCloseAt),
  slateDecided: unless('candidacies-undecided', ({ undecided }) => undecided === 0),
  somebodyStands: unless('nobody-stands', ({ admitted }) => admitted > 0),
  uncontested: unless('contested', ({ admitted, seats, acclamation }) => admitted <= seats && acclamation),
  rollSettled: unless('claims-undecided', ({ openClaims, rollFrozen }) => openClaims === 0 && rollFrozen),
  dryRunDone: unless('dry-run-missing', ({ dryRunDone }) => dryRunDone),
  votingAhead: unless('too-late', ({ now, votingClosesAt }) => now < votingClosesAt),
  votingDue: unless('too-early', ({ now, votingOpensAt }) => now >= votingOpensAt),
  votingOver: unless('too-early', ({ now, votingClosesAt }) => now >= votingClosesAt),
  quorumMet: unless('no-quorum', ({ cast, rollSize, quorum }) => cast * 100 >= rollSize * quorum),
  windowOver: unless(
    'challenge-window-open',
    ({ now, challengeEndsAt }) => challengeEndsAt !== null && now >= challengeEndsAt,
  ),
  everyChallengeRuled: unless('challenges-undecided', ({ openChallenges }) => openChallenges === 0),
  noneUpheld: unless('challenge-upheld', ({ upheldChallenges }) => upheldChallenges === 0),
} as const satisfies Record<string, Guard>;

type Row = Partial<Record<ElectionEvent, Cell>>;

function cell(
  who: ElectionActor,
  to: ElectionState,
  guards: Guard[] = [],
  more: { effects?: ProcessEffect[]; reason?: boolean } = {},
): Cell {
  return { who, to, guards, effects: more.effects ?? [], reason: more.reason ?? false };
}

const G = GUARDS;
const cancel: Row = { cancel: cell('two-officers', 'cancelled', [], { reason: true }) };
const annul = (who: ElectionActor): Row => ({ void: cell(who, 'voided', [], { reason: true }) });

/**
 * The course of an election that officers conduct. An event that a state does not name is refused there. From
 * `sealed` on whatever people do takes two of them.
 */
export const PROCESS: Record<ElectionState, Row> = {
  draft: { announce: cell('returning-officer', 'announced') },
  announced: {
    'open-nominations': cell('clock', 'nominations', [G.nominationsDue, G.noticeServed]),
    ...cancel,
  },
  nominations: { 'close-nominations': cell('clock', 'scrutiny', [G.nominationsOver]), ...cancel },
  scrutiny: {
    'publish-slate': cell('returning-officer', 'campaign', [G.slateDecided, G.somebodyStands]),
    'reopen-nominations': cell('two-officers', 'nominations', [], { reason: true }),
    'declare-uncontested': cell(
      'two-officers',
      'challenged',
      [G.slateDecided, G.somebodyStands, G.uncontested],
      {
        effects: ['number-candidates', 'start-challenges'],
      },
    ),
    ...cancel,
  },
  campaign: {
    seal: cell('two-officers', 'sealed', [G.somebodyStands, G.rollSettled, G.dryRunDone, G.votingAhead], {
      effects: ['number-candidates', 'make-manifest'],
    }),
    ...cancel,
  },
  sealed: { 'open-voting': cell('clock', 'open', [G.votingDue, G.votingAhead]), ...cancel },
  open: {
    suspend: cell('two-officers', 'suspended', [G.votingAhead], {
      effects: ['hold-ballots'],
      reason: true,
    }),
    'close-voting': cell('clock', 'closed', [G.votingOver]),
  },
  suspended: {
    resume: cell('two-officers', 'open', [G.votingAhead], {
      effects: ['let-ballots-in'],
      reason: true,
    }),
    'close-voting': cell('clock', 'closed', [G.votingOver]),
  },
  closed: { 'open-ballots': cell('system', 'opened') },
  opened: { count: cell('system', 'counted'), ...annul('system') },
  counted: {
    'open-challenges': cell('system', 'challenged', [G.quorumMet], { effects: ['start-challenges'] }),
    ...annul('system'),
  },
  challenged: {
    certify: cell('two-officers', 'certified', [G.windowOver, G.everyChallengeRuled, G.noneUpheld]),
    ...annul('appeals-body'),
  },
  certified: { install: cell('system', 'certified', [], { effects: ['install-terms'] }) },
  cancelled: {},
  voided: {},
};

/** What an event does, or why it is refused. Of several officers' approvals only their roles matter here. */
export type ProcessStep =
  { cell: Cell } | { awaits: 'second-officer'; cell: Cell } | { refusal: ProblemCode };

/** Who asks: the clock or the count, or officers with what each of them is; two of them are two people. */
export type ProcessActor = 'clock' | 'system' | { roles: readonly OfficerRole[] };

/**
 * What an event does to an election in this state.
 *
 * @param actor for people, the roles of all who have asked for it, the one who asks now first
 */
export function processStep(
  state: ElectionState,
  event: ElectionEvent,
  actor: ProcessActor,
  facts: ProcessFacts,
): ProcessStep {
  const found = PROCESS[state][event];
  if (!found) return { refusal: 'not-at-this-stage' };
  if (!mayAsk(found.who, actor)) return { refusal: 'officers-only' };
  for (const guard of found.guards) {
    const refusal = guard(facts);
    if (refusal) return { refusal };
  }
  return isEnough(found.who, actor) ? { cell: found } : { awaits: 'second-officer', cell: found };
}

function mayAsk(who: ElectionActor, actor: ProcessActor): boolean {
  if (typeof actor === 'string') return who === actor;
  const [role] = actor.roles;
  if (role === undefined) return false;
  if (who === 'two-officers') return role !== 'appeals-body';
  return who === role;
}

function isEnough(who: ElectionActor, actor: ProcessActor): boolean {
  if (typeof actor === 'string' || who !== 'two-officers') return true;
  return actor.roles.includes('returning-officer') && actor.roles.includes('scrutineer');
}
