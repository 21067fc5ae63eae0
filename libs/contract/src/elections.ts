import { z } from 'zod';
import { AccountRef } from './accounts.ts';
import { BallotFault, BallotManifest } from './ballots.ts';
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
  /** Left after coming on the ballot: the count passes them over. */
  withdrawn: z.boolean(),
});
export type Candidate = z.infer<typeof Candidate>;

export const Nominate = z.object({ statement: z.string().trim().min(1).max(5000) });
export type Nominate = z.infer<typeof Nominate>;

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
    .object({
      onRoll: z.boolean(),
      collected: z.boolean(),
      candidate: z.boolean(),
      mayNominate: z.boolean(),
      /** The viewer's key for votes as the roll has it, base64; only that one can sign a request for the ballot. */
      memberKey: z.string().nullable(),
    })
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
  /** Of them, those who asked with a key of their own. */
  collectedByKey: z.number().int(),
  /** Different credentials that a ballot was cast with. More than `collected` means stuffed ballots. */
  cast: z.number().int(),
  /** Ballots that a later one of the same voter replaced. */
  replaced: z.number().int(),
  valid: z.number().int(),
  invalid: z.array(z.object({ fault: BallotFault, ballots: z.number().int() })),
  lot: z.object({
    /** Of tied candidates the first in this order is excluded, transferred or chosen. */
    order: z.array(z.number().int()),
    /** Hexadecimal SHA-256 of tag ‖ 0 ‖ manifest hash ‖ log root ‖ the secrets that were shown, by name. */
    seed: z.string(),
    /** Those who promised a secret before the voting; null for one who did not show it afterwards. */
    secrets: z.array(z.object({ name: z.string(), secret: z.string().nullable() })),
  }),
  /** Root of the Merkle tree (RFC 6962) over all stored ballots, hexadecimal. */
  logRoot: z.string(),
  /** The private key to the manifest's sealing key, raw in base64, published now that voting is over. */
  sealingKey: z.string(),
  /** Null for elections before records were kept. */
  manifest: BallotManifest.nullable(),
  /** Whether the whole record can be had; not below the fewest ballots that are published. */
  record: z.boolean(),
  /** SHA-256 of the BLT file, hexadecimal. */
  ballotsSha256: z.string(),
  tallyVersion: z.string(),
});
export type ElectionResult = z.infer<typeof ElectionResult>;

export const AccountGroup = z.object({ slug: z.string(), name: z.string(), size: z.number().int() });
export type AccountGroup = z.infer<typeof AccountGroup>;
