import { z } from 'zod';
import { AccountRef } from './accounts.ts';
import { AccountGroup } from './elections.ts';
import { Id, PageQuery, pageOf, Timestamp } from './pages.ts';
import { PostText } from './posts.ts';
import { SenseCheck } from './sense-checks.ts';
import { CategoryRef } from './topics.ts';

/** `closed` is waiting for somebody to state the outcome. */
export const ProposalState = z.enum(['open', 'closed', 'decided']);
export type ProposalState = z.infer<typeof ProposalState>;

/** What a vote can say. Abstaining counts for the quorum alone; one block stops a proposal. */
export const Stance = z.enum(['agree', 'abstain', 'disagree', 'block']);
export type Stance = z.infer<typeof Stance>;

/**
 * The share of agreement among those who agree, disagree or block: more than half, two thirds or three
 * quarters at least, or all.
 */
export const Threshold = z.enum(['majority', 'two-thirds', 'three-quarters', 'unanimity']);
export type Threshold = z.infer<typeof Threshold>;

/** When numbers and names are shown, and to whom: to everybody after the vote, or also to those who have voted. */
export const ResultsShown = z.enum(['after-close', 'after-vote']);
export type ResultsShown = z.infer<typeof ResultsShown>;

export const Outcome = z.enum(['adopted', 'rejected', 'withdrawn']);
export type Outcome = z.infer<typeof Outcome>;

export const NewProposal = z.object({
  title: z.string().trim().min(5).max(200),
  raw: PostText,
  /** The group whose members at this moment may vote. */
  electorate: z.string().min(1).max(60),
  closesAt: Timestamp,
  /** The share of the roll that must have voted, in per cent. */
  quorum: z.coerce.number().int().min(0).max(100),
  threshold: Threshold,
  blocking: z.boolean(),
  results: ResultsShown,
  clientId: z.uuid().optional(),
});
export type NewProposal = z.infer<typeof NewProposal>;

export const ProposalAddress = z.object({ id: Id, topicId: Id, slug: z.string() });
export type ProposalAddress = z.infer<typeof ProposalAddress>;

export const ChangeProposal = z.object({ raw: PostText });
export type ChangeProposal = z.infer<typeof ChangeProposal>;

export const CastVote = z
  .object({
    choice: Stance,
    reason: z.string().trim().max(2000).default(''),
    /** The version of the text that the voter has read. */
    version: z.coerce.number().int().positive(),
  })
  .refine(({ choice, reason }) => choice !== 'block' || reason !== '', {
    path: ['reason'],
    message: 'Who blocks says why',
  });
export type CastVote = z.infer<typeof CastVote>;

/** Votes on the text as it stands; those on an earlier version wait, unconfirmed, and do not count. */
export const ProposalTally = z.object({
  agree: z.number().int(),
  abstain: z.number().int(),
  disagree: z.number().int(),
  block: z.number().int(),
  unconfirmed: z.number().int(),
});
export type ProposalTally = z.infer<typeof ProposalTally>;

/** What votes have to come to; fixed when a proposal opens. */
export const ProposalTerms = z.object({
  electorate: z.object({ slug: z.string(), name: z.string() }),
  rollSize: z.number().int(),
  /** In per cent of the roll, and as the number of votes that this makes. */
  quorum: z.number().int(),
  quorumVotes: z.number().int(),
  threshold: Threshold,
  blocking: z.boolean(),
  results: ResultsShown,
});
export type ProposalTerms = z.infer<typeof ProposalTerms>;

export const ProposalVote = z.object({
  account: AccountRef,
  choice: Stance,
  reason: z.string(),
  /** The version that was voted on; below the proposal's own, the vote is unconfirmed. */
  version: z.number().int(),
});
export type ProposalVote = z.infer<typeof ProposalVote>;

/** A proposal as this viewer may see it. */
export const Proposal = z.object({
  id: Id,
  topic: z.object({ id: Id, slug: z.string(), title: z.string() }),
  category: CategoryRef,
  title: z.string(),
  author: AccountRef,
  state: ProposalState,
  html: z.string(),
  version: z.number().int().positive(),
  terms: ProposalTerms,
  openedAt: Timestamp,
  changedAt: Timestamp,
  closesAt: Timestamp,
  closedAt: Timestamp.nullable(),
  /** How many on the roll have voted on the text as it stands. */
  turnout: z.number().int(),
  /** Null while the terms hide it from this viewer. */
  tally: ProposalTally.nullable(),
  /** Whether the numbers carry it, once voting has ended. */
  carried: z.boolean().nullable(),
  decision: z.object({ id: Id, outcome: Outcome }).nullable(),
  /** The viewer's own standing; null for guests. */
  viewer: z
    .object({
      onRoll: z.boolean(),
      vote: ProposalVote.pick({ choice: true, reason: true, version: true }).nullable(),
      mayVote: z.boolean(),
      /** Whether they may change its text or state its outcome. */
      mayConduct: z.boolean(),
    })
    .nullable(),
  /** Grows with every change but votes. */
  revision: z.number().int(),
});
export type Proposal = z.infer<typeof Proposal>;

/** What stands at the top of a topic, the latest first. */
export const TopicProposals = z.object({
  proposals: z.array(Proposal),
  senseChecks: z.array(SenseCheck),
  may: z.object({ propose: z.boolean(), askSense: z.boolean() }),
});
export type TopicProposals = z.infer<typeof TopicProposals>;

/** What a new proposal needs to know: the groups that this viewer may put it to. */
export const ProposalChoices = z.object({
  topic: z.object({ id: Id, slug: z.string(), title: z.string() }),
  electorates: z.array(AccountGroup),
});
export type ProposalChoices = z.infer<typeof ProposalChoices>;

export const ProposalSource = z.object({ id: Id, version: z.number().int(), raw: z.string() });
export type ProposalSource = z.infer<typeof ProposalSource>;

export const ProposalVersion = z.object({
  version: z.number().int(),
  editor: AccountRef,
  raw: z.string(),
  html: z.string(),
  createdAt: Timestamp,
});
export type ProposalVersion = z.infer<typeof ProposalVersion>;

export const ProposalListQuery = PageQuery.extend({
  category: z.string().max(300).optional(),
  /** `unsettled`: open or without an outcome; `waiting`: open, and the viewer has not voted on the text as it stands. */
  only: z.enum(['unsettled', 'waiting']).optional(),
});
export type ProposalListQuery = z.infer<typeof ProposalListQuery>;

/** Newest first. */
export const ProposalList = pageOf(Proposal);
export type ProposalList = z.infer<typeof ProposalList>;

export const VoteListQuery = PageQuery.extend({ choice: Stance.optional() });
export type VoteListQuery = z.infer<typeof VoteListQuery>;
export const VoteList = pageOf(ProposalVote);
export type VoteList = z.infer<typeof VoteList>;

export const StateOutcome = z.object({
  outcome: Outcome,
  text: z.string().trim().min(1).max(10_000),
  /** The handle of the account that sees to it. */
  owner: z.string().trim().max(30).optional(),
  reviewOn: z.iso.date().optional(),
  clientId: z.uuid().optional(),
});
export type StateOutcome = z.infer<typeof StateOutcome>;

export const DecisionAddress = z.object({ id: Id });
export type DecisionAddress = z.infer<typeof DecisionAddress>;

/** What live pages are told: that something changed, and nothing about how anybody voted. */
export const ProposalUpdate = z.object({ proposalId: Id, topicId: Id, state: ProposalState });
export type ProposalUpdate = z.infer<typeof ProposalUpdate>;
