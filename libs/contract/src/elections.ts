import { z } from 'zod';
import { AccountRef } from './accounts.ts';
import { CountSheet } from './count-sheet.ts';
import { ElectionProcedure, ElectionState } from './election-process.ts';
import { Id, PageQuery, pageOf, Timestamp } from './pages.ts';
import { CategoryRef } from './topics.ts';
import { PostText } from './posts.ts';

/**
 * What an election is about now, as its readers need it; `ElectionState` says it as its officers do. `campaign`
 * is the time between nominations and voting. `void` is a closed election without a result, with the reason in
 * the topic.
 */
export const ElectionPhase = z.enum([
  'announced',
  'nominations',
  'campaign',
  'voting',
  'counting',
  'result',
  'void',
]);
export type ElectionPhase = z.infer<typeof ElectionPhase>;

export const NewElection = z
  .object({
    category: z.string().min(1).max(300),
    title: z.string().trim().min(5).max(200),
    raw: PostText,
    seats: z.coerce.number().int().min(1).max(50),
    /** The group whose members at this moment form the electoral roll. */
    electorate: z.string().min(1).max(60),
    nominationsCloseAt: Timestamp,
    votingClosesAt: Timestamp,
    clientId: z.uuid().optional(),
  })
  .refine((election) => Date.parse(election.nominationsCloseAt) < Date.parse(election.votingClosesAt), {
    path: ['votingClosesAt'],
    message: 'Voting must close after nominations do',
  });
export type NewElection = z.infer<typeof NewElection>;

/**
 * `number` is the candidate's number on the ballot and in the count, from 1: alphabetical by name, fixed
 * when voting opens.
 */
export const Candidate = z.object({
  number: z.number().int().positive(),
  account: AccountRef,
  statementHtml: z.string(),
});
export type Candidate = z.infer<typeof Candidate>;

export const Nominate = z.object({ statement: z.string().trim().min(1).max(5000) });
export type Nominate = z.infer<typeof Nominate>;

/** What a voter's browser needs to make and seal a ballot; null until voting opens. */
export const BallotManifest = z.object({
  /** SHA-256 of the canonical JSON (RFC 8785) of `document`, hexadecimal. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  document: z.object({
    v: z.literal(1),
    electionId: Id,
    topicUrl: z.string(),
    seats: z.number().int(),
    method: z.literal('scottish-stv'),
    candidates: z.array(z.object({ number: z.number().int(), name: z.string() })),
    votingClosesAt: Timestamp,
    rollSize: z.number().int(),
    rollRoot: z.string(),
    /** The registrar's RSA public key, SPKI in base64 (RFC 9474, RSABSSA-SHA384-PSS-Randomized). */
    registrar: z.string(),
    /** The X25519 public key that ballots are sealed to until close, raw in base64. */
    sealingKey: z.string(),
    /** Length in bytes to which every ballot is padded before sealing. */
    padLength: z.number().int(),
  }),
});
export type BallotManifest = z.infer<typeof BallotManifest>;

/** A blinded credential request: base64. */
export const CollectBallot = z.object({ manifest: z.string(), blinded: z.base64() });
export type CollectBallot = z.infer<typeof CollectBallot>;
export const BallotCredential = z.object({ blindSignature: z.base64() });
export type BallotCredential = z.infer<typeof BallotCredential>;

/** A sealed ballot, sent without cookies. All byte strings in base64. Never log, time or count one by one. */
export const CastBallot = z.object({
  manifest: z.string(),
  credentialKey: z.base64(),
  prefix: z.base64(),
  credential: z.base64(),
  sequence: z.number().int().min(1).max(1000),
  sealed: z.base64().max(8192),
  signature: z.base64(),
});
export type CastBallot = z.infer<typeof CastBallot>;

/** `code` names the stored ballot (base32 of its leaf hash); look it up in the published list after close. */
export const BallotReceipt = z.object({ code: z.string() });
export type BallotReceipt = z.infer<typeof BallotReceipt>;

export const TurnoutUpdate = z.object({
  electionId: Id,
  rollSize: z.number().int(),
  /** Members who collected their ballot; whether they cast it nobody can see. */
  collected: z.number().int(),
});
export type TurnoutUpdate = z.infer<typeof TurnoutUpdate>;

export const PhaseUpdate = z.object({ electionId: Id, phase: ElectionPhase });
export type PhaseUpdate = z.infer<typeof PhaseUpdate>;

/** Why an election ended without a result. */
export const VoidReason = z.enum(['no-candidates', 'no-ballots', 'no-quorum', 'cancelled', 'annulled']);
export type VoidReason = z.infer<typeof VoidReason>;

/** An election as its page shows it. `id` is the id of its topic. */
export const Election = z.object({
  id: Id,
  title: z.string(),
  slug: z.string(),
  category: CategoryRef,
  introductionHtml: z.string(),
  phase: ElectionPhase,
  voidReason: VoidReason.nullable(),
  state: ElectionState,
  procedure: ElectionProcedure,
  seats: z.number().int(),
  method: z.literal('scottish-stv'),
  electorate: z.object({ slug: z.string(), name: z.string() }),
  rollSize: z.number().int(),
  rollRoot: z.string(),
  collected: z.number().int(),
  openedAt: Timestamp,
  nominationsCloseAt: Timestamp,
  votingClosesAt: Timestamp,
  candidates: z.array(Candidate),
  manifest: BallotManifest.nullable(),
  /** The viewer's own standing here; null for guests. `collected` tells that the ballot was handed out. */
  viewer: z
    .object({ onRoll: z.boolean(), collected: z.boolean(), candidate: z.boolean(), mayNominate: z.boolean() })
    .nullable(),
  head: z.number().int(),
});
export type Election = z.infer<typeof Election>;

export const ElectionSummary = z.object({
  id: Id,
  title: z.string(),
  slug: z.string(),
  category: CategoryRef,
  phase: ElectionPhase,
  seats: z.number().int(),
  nominationsCloseAt: Timestamp,
  votingClosesAt: Timestamp,
});
export type ElectionSummary = z.infer<typeof ElectionSummary>;

export const ElectionListQuery = PageQuery.extend({ category: z.string().max(300).optional() });
export type ElectionListQuery = z.infer<typeof ElectionListQuery>;

/** Newest first. */
export const ElectionList = pageOf(ElectionSummary);
export type ElectionList = z.infer<typeof ElectionList>;

/** Why a ballot with a good credential could not be counted; told in numbers, never ballot by ballot. */
export const BallotFault = z.enum(['not-readable', 'unknown-candidate', 'candidate-twice', 'blank']);
export type BallotFault = z.infer<typeof BallotFault>;

/** What happened to a stored ballot: counted, or not since the same voter cast a later one. */
export const StoredBallot = z.object({ code: z.string(), fate: z.enum(['counted', 'replaced']) });
export type StoredBallot = z.infer<typeof StoredBallot>;

/** Every stored ballot by its receipt code, sorted, so that a voter finds their own without asking for it. */
export const StoredBallots = z.object({ electionId: Id, ballots: z.array(StoredBallot) });
export type StoredBallots = z.infer<typeof StoredBallots>;

/** Ballots as text in BLT, the file format of OpaVote and others; equal ballots are one line. */
export const BallotFile = z.string();

/** The published result, with all that somebody needs to repeat the count. */
export const ElectionResult = z.object({
  electionId: Id,
  title: z.string(),
  seats: z.number().int(),
  candidates: z.array(z.object({ number: z.number().int(), account: AccountRef })),
  /** Candidate numbers in order of election. */
  elected: z.array(z.number().int()),
  /** The count sheet of libs/tally; null below five ballots, where it would show how people voted. */
  sheet: CountSheet.nullable(),
  rollSize: z.number().int(),
  /** Members who collected their ballot. */
  collected: z.number().int(),
  /** Different credentials that a ballot was cast with. More than `collected` means stuffed ballots. */
  cast: z.number().int(),
  /** Ballots that a later one of the same voter replaced. */
  replaced: z.number().int(),
  valid: z.number().int(),
  invalid: z.array(z.object({ fault: BallotFault, ballots: z.number().int() })),
  lot: z.object({
    /** Of tied candidates the first in this order is excluded, transferred or chosen. */
    order: z.array(z.number().int()),
    /** Hexadecimal SHA-256 of tag ‖ 0 ‖ manifest hash ‖ log root. */
    seed: z.string(),
  }),
  /** Root of the Merkle tree (RFC 6962) over all stored ballots, hexadecimal. */
  logRoot: z.string(),
  /** The private key to the manifest's sealing key, raw in base64, published now that voting is over. */
  sealingKey: z.string(),
  manifest: BallotManifest,
  /** SHA-256 of the BLT file, hexadecimal. */
  ballotsSha256: z.string(),
  tallyVersion: z.string(),
});
export type ElectionResult = z.infer<typeof ElectionResult>;

export const AccountGroup = z.object({ slug: z.string(), name: z.string(), size: z.number().int() });
export type AccountGroup = z.infer<typeof AccountGroup>;
