import { z } from 'zod';
import { AccountRef } from './accounts.ts';
import { Bylaws } from './bylaws.ts';
import { RollClaim, Ruling } from './election-roll.ts';
import { Id, Timestamp } from './pages.ts';

/** Who moves an election on: the clock alone, or officers who act by its side. */
export const ElectionProcedure = z.enum(['clock', 'officers']);
export type ElectionProcedure = z.infer<typeof ElectionProcedure>;

/** Where an election is. `draft` is an election that only its officers know of. */
export const ElectionState = z.enum([
  'draft',
  'announced',
  'nominations',
  'scrutiny',
  'campaign',
  'sealed',
  'open',
  'suspended',
  'closed',
  'opened',
  'counted',
  'challenged',
  'certified',
  'cancelled',
  'voided',
]);
export type ElectionState = z.infer<typeof ElectionState>;

/** What moves an election from one state to the next. */
export const ElectionEvent = z.enum([
  'announce',
  'open-nominations',
  'close-nominations',
  'publish-slate',
  'reopen-nominations',
  'declare-uncontested',
  'seal',
  'open-voting',
  'suspend',
  'resume',
  'close-voting',
  'open-ballots',
  'count',
  'open-challenges',
  'certify',
  'install',
  'void',
  'cancel',
]);
export type ElectionEvent = z.infer<typeof ElectionEvent>;

/** Who may cause an event. `two-officers` are a returning officer and a scrutineer, two people. */
export const ElectionActor = z.enum(['clock', 'system', 'returning-officer', 'two-officers', 'appeals-body']);
export type ElectionActor = z.infer<typeof ElectionActor>;

export const OfficerRole = z.enum(['returning-officer', 'scrutineer', 'appeals-body']);
export type OfficerRole = z.infer<typeof OfficerRole>;

export const ElectionOfficer = z.object({ account: AccountRef, role: OfficerRole });
export type ElectionOfficer = z.infer<typeof ElectionOfficer>;

/** One line of the log of everything that governs, in which each line names the hash of the one before. */
export const GovEvent = z.object({
  seq: z.number().int().positive(),
  topicId: Id.nullable(),
  type: z.string(),
  /** Null where the clock or the count acted. */
  actor: AccountRef.nullable(),
  at: Timestamp,
  payload: z.record(z.string(), z.unknown()),
  /** Hexadecimal SHA-256 each. */
  payloadHash: z.string(),
  prevHash: z.string(),
  hash: z.string(),
});
export type GovEvent = z.infer<typeof GovEvent>;

export const GovEvents = z.object({ events: z.array(GovEvent) });
export type GovEvents = z.infer<typeof GovEvents>;

/** What officers do to an election; some events need a reason. */
export const ElectionAct = z.object({
  event: ElectionEvent,
  reason: z.string().trim().max(2000).default(''),
  /** With `reopen-nominations`: until when. */
  until: Timestamp.optional(),
});
export type ElectionAct = z.infer<typeof ElectionAct>;

/** `waiting` tells that another officer has to ask for the same. */
export const ElectionActed = z.object({ state: ElectionState, waiting: z.boolean() });
export type ElectionActed = z.infer<typeof ElectionActed>;

export const CandidacyState = z.enum([
  'nominated',
  'accepted',
  'admitted',
  'refused',
  'declined',
  'withdrawn',
]);
export type CandidacyState = z.infer<typeof CandidacyState>;

/** A candidacy on its way to the ballot. */
export const Nomination = z.object({
  account: AccountRef,
  nominatedBy: AccountRef.nullable(),
  state: CandidacyState,
  number: z.number().int().nullable(),
  statementHtml: z.string(),
  seconders: z.array(AccountRef),
  /** Why it was refused. */
  reason: z.string().nullable(),
  appeal: z.string().nullable(),
  /** The topic in which members ask the candidate. */
  questions: z.object({ id: Id, slug: z.string() }).nullable(),
  /** Whether the viewer has seconded it. */
  seconded: z.boolean(),
});
export type Nomination = z.infer<typeof Nomination>;

export const Propose = z.object({ handle: z.string().trim().min(1).max(300) });
export type Propose = z.infer<typeof Propose>;

export const Scrutinise = z.object({
  decision: z.enum(['admit', 'refuse']),
  reason: z.string().trim().max(2000).default(''),
});
export type Scrutinise = z.infer<typeof Scrutinise>;

export const WrittenReason = z.object({ text: z.string().trim().min(1).max(5000) });
export type WrittenReason = z.infer<typeof WrittenReason>;

export const Challenge = z.object({
  id: Id,
  by: AccountRef,
  text: z.string(),
  at: Timestamp,
  ruling: Ruling.nullable(),
  rulingReason: z.string().nullable(),
});
export type Challenge = z.infer<typeof Challenge>;

/** A count of invented ballots, made to see that an election can be counted. */
export const DryRun = z.object({ at: Timestamp, ballots: z.number().int(), elected: z.array(z.string()) });
export type DryRun = z.infer<typeof DryRun>;

/** One thing that officers can do now, and what stands in the way. */
export const ElectionMove = z.object({
  event: ElectionEvent,
  who: ElectionActor,
  needsReason: z.boolean(),
  /** The code of the problem that stands in the way; null where nothing does. */
  refusal: z.string().nullable(),
  /** Who has asked for it already. */
  asked: z.array(AccountRef),
  /** The date that they asked for, with `reopen-nominations`. */
  until: Timestamp.nullable(),
  /** Whether this viewer may ask for it now. */
  mine: z.boolean(),
});
export type ElectionMove = z.infer<typeof ElectionMove>;

/** What has to be done before an election can go on. `confirm` and `await-second` are about what one officer asked for. */
export const StepKind = z.enum([
  'await-notices',
  'await-nominations',
  'collect-candidacies',
  'answer-nomination',
  'stand',
  'rule-appeals',
  'decide-candidacies',
  'find-candidates',
  'declare-uncontested',
  'publish-slate',
  'await-record-date',
  'rule-claims',
  'dry-run',
  'seal',
  'await-opening',
  'await-close',
  'vote',
  'resume',
  'await-count',
  'rule-challenges',
  'await-window',
  'void',
  'certify',
  'confirm',
  'await-second',
  'finished',
  'ended',
]);
export type StepKind = z.infer<typeof StepKind>;

/** The one thing that has to happen next, as it is for the viewer. */
export const NextStep = z.object({
  kind: StepKind,
  /** Whether it is for the viewer to do. */
  yours: z.boolean(),
  /** The event that it leads to; null where nobody has to ask for one. */
  event: ElectionEvent.nullable(),
  /** Which officers have to do it; empty where the clock, the count or the members do. */
  who: z.array(OfficerRole),
  /** Who has asked for it already. */
  asked: z.array(AccountRef),
  /** When it is due, or can be done at the earliest. */
  at: Timestamp.nullable(),
});
export type NextStep = z.infer<typeof NextStep>;

/** An election as those who conduct it see it, and as everybody may check it. */
export const ElectionProcess = z.object({
  electionId: Id,
  state: ElectionState,
  procedure: ElectionProcedure,
  outcome: z.enum(['elected', 'uncontested', 'no-quorum']).nullable(),
  bylaws: Bylaws,
  officers: z.array(ElectionOfficer),
  office: z.object({ slug: z.string(), name: z.string() }).nullable(),
  recordAt: Timestamp,
  nominationsOpenAt: Timestamp,
  nominationsCloseAt: Timestamp,
  votingOpensAt: Timestamp,
  votingClosesAt: Timestamp,
  challengeEndsAt: Timestamp.nullable(),
  termsStartAt: Timestamp,
  rerunOf: z.object({ id: Id, slug: z.string(), title: z.string() }).nullable(),
  rerun: z.object({ id: Id, slug: z.string(), title: z.string() }).nullable(),
  nominations: z.array(Nomination),
  challenges: z.array(Challenge),
  /** The event that the election is on its way to; null at its end. */
  next: ElectionMove.nullable(),
  /** The one thing that has to happen next. */
  step: NextStep,
  /** What else officers can do. */
  others: z.array(ElectionMove),
  /** The viewer's own part here. */
  role: OfficerRole.nullable(),
  may: z.object({ nominate: z.boolean(), second: z.boolean(), challenge: z.boolean() }),
  notices: z.object({ served: z.number().int(), roll: z.number().int() }),
  dryRun: DryRun.nullable(),
  /** For officers: claims to the roll. */
  claims: z.array(RollClaim),
  /** Ballots in the published log after each batch. */
  batches: z.array(z.object({ batch: z.number().int(), size: z.number().int() })),
  /** Why voting is suspended, or the election called off or void, in the officers’ words; null while it goes on. */
  stoppedBecause: z.string().nullable(),
  /** How to vote without this page, in the officers' words; empty where there is no other way. */
  hallRoute: z.string(),
});
export type ElectionProcess = z.infer<typeof ElectionProcess>;
