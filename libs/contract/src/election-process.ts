import { z } from 'zod';
import { AccountRef } from './accounts.ts';
import { Bylaws } from './bylaws.ts';
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

export const Ruling = z.enum(['upheld', 'rejected']);
export type Ruling = z.infer<typeof Ruling>;

export const Rule = z.object({ ruling: Ruling, reason: z.string().trim().min(1).max(5000) });
export type Rule = z.infer<typeof Rule>;

export const Challenge = z.object({
  id: Id,
  by: AccountRef,
  text: z.string(),
  at: Timestamp,
  ruling: Ruling.nullable(),
  rulingReason: z.string().nullable(),
});
export type Challenge = z.infer<typeof Challenge>;

/** A claim to be on the roll, or an objection to somebody who is. */
export const NewRollClaim = z.object({
  kind: z.enum(['claim', 'objection']),
  /** Whom it is about; the viewer themselves when absent. */
  handle: z.string().trim().max(300).optional(),
  text: z.string().trim().min(1).max(5000),
});
export type NewRollClaim = z.infer<typeof NewRollClaim>;

export const RollClaim = z.object({
  id: Id,
  kind: z.enum(['claim', 'objection']),
  about: AccountRef,
  by: AccountRef,
  text: z.string(),
  ruling: Ruling.nullable(),
  rulingReason: z.string().nullable(),
});
export type RollClaim = z.infer<typeof RollClaim>;

/** Why somebody is, or is not, on the roll. */
export const RollReason = z.enum([
  'member-of-group',
  'not-in-group',
  'joined-later',
  'lapsed',
  'suspended',
  'resigned',
  'expelled',
  'died',
  'corrected',
]);
export type RollReason = z.infer<typeof RollReason>;

export const OwnRollEntry = z.object({
  onRoll: z.boolean(),
  reason: RollReason,
  /** When what the reason tells of happened. */
  since: Timestamp.nullable(),
  group: z.string(),
  recordAt: Timestamp,
  frozen: z.boolean(),
  /** This member's leaf of the roll's Merkle tree, hexadecimal. */
  leaf: z.string().nullable(),
  claims: z.array(RollClaim),
  mayClaim: z.boolean(),
});
export type OwnRollEntry = z.infer<typeof OwnRollEntry>;

/** One thing that officers can do now, and what stands in the way. */
export const ElectionMove = z.object({
  event: ElectionEvent,
  who: ElectionActor,
  needsReason: z.boolean(),
  /** The code of the problem that stands in the way; null where nothing does. */
  refusal: z.string().nullable(),
  /** Who has asked for it already. */
  asked: z.array(AccountRef),
  /** Whether this viewer may ask for it now. */
  mine: z.boolean(),
});
export type ElectionMove = z.infer<typeof ElectionMove>;

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
  /** The one thing that has to happen next: an event, or null at the end. */
  next: ElectionMove.nullable(),
  /** What else officers can do. */
  others: z.array(ElectionMove),
  /** The viewer's own part here. */
  role: OfficerRole.nullable(),
  may: z.object({ nominate: z.boolean(), second: z.boolean(), challenge: z.boolean() }),
  notices: z.object({ served: z.number().int(), roll: z.number().int() }),
  dryRun: z.object({ at: Timestamp, ballots: z.number().int(), elected: z.array(z.string()) }).nullable(),
  /** For officers: claims to the roll. */
  claims: z.array(RollClaim),
});
export type ElectionProcess = z.infer<typeof ElectionProcess>;

/** How an election is set up, step by step; every step can be kept half done. */
export const DraftSteps = z.object({
  terms: z
    .object({
      category: z.string().max(300),
      title: z.string().trim().max(200),
      seats: z.coerce.number().int().min(1).max(50),
      office: z.string().max(60).nullable(),
      bylaws: Bylaws,
    })
    .optional(),
  roll: z.object({ electorate: z.string().min(1).max(60), recordAt: Timestamp }).optional(),
  course: z
    .object({
      nominationsOpenAt: Timestamp,
      nominationsCloseAt: Timestamp,
      votingOpensAt: Timestamp,
      votingClosesAt: Timestamp,
      termsStartAt: Timestamp,
    })
    .optional(),
  text: z.object({ raw: z.string().max(32_000) }).optional(),
  officers: z
    .object({
      returningOfficer: z.string().trim().max(300),
      scrutineers: z.array(z.string().trim().max(300)).max(10),
      appealsBody: z.array(z.string().trim().max(300)).max(10),
      sourcesConfirmed: z.boolean(),
    })
    .optional(),
});
export type DraftSteps = z.infer<typeof DraftSteps>;

export const DraftStep = z.enum(['terms', 'roll', 'course', 'text', 'officers']);
export type DraftStep = z.infer<typeof DraftStep>;

export const ElectionDraft = z.object({
  id: Id,
  steps: DraftSteps,
  updatedAt: Timestamp,
  rerunOf: Id.nullable(),
  /** The first step that is not done, or null when all are. */
  missing: DraftStep.nullable(),
  /** Members who would be on the roll now. */
  rollSize: z.number().int().nullable(),
  /** The notice as it would be shown. */
  previewHtml: z.string().nullable(),
});
export type ElectionDraft = z.infer<typeof ElectionDraft>;
export const DraftId = z.object({ id: Id });
export type DraftId = z.infer<typeof DraftId>;
