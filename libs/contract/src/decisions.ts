import { z } from 'zod';
import { AccountRef } from './accounts.ts';
import { Id, PageQuery, pageOf, Timestamp } from './pages.ts';
import { Outcome, ProposalTally, ProposalTerms } from './proposals.ts';
import { CategoryRef } from './topics.ts';

/** One line of the decision log. */
export const DecisionSummary = z.object({
  id: Id,
  title: z.string(),
  category: CategoryRef,
  outcome: Outcome,
  /** The beginning of what was said about the outcome, without markup. */
  excerpt: z.string(),
  owner: AccountRef.nullable(),
  reviewOn: z.iso.date().nullable(),
  decidedAt: Timestamp,
});
export type DecisionSummary = z.infer<typeof DecisionSummary>;

/** A decision as it was taken: text, terms and numbers are kept from that moment. */
export const Decision = DecisionSummary.extend({
  proposalId: Id,
  topic: z.object({ id: Id, slug: z.string(), title: z.string() }),
  html: z.string(),
  version: z.number().int(),
  outcomeHtml: z.string(),
  terms: ProposalTerms,
  /** Null for what was withdrawn while votes were still hidden. */
  tally: ProposalTally.nullable(),
  openedAt: Timestamp,
  closedAt: Timestamp,
  decidedBy: AccountRef,
});
export type Decision = z.infer<typeof Decision>;

export const DecisionFilter = z.object({
  category: z.string().max(300).optional(),
  outcome: Outcome.optional(),
});
export type DecisionFilter = z.infer<typeof DecisionFilter>;

export const DecisionListQuery = PageQuery.extend(DecisionFilter.shape);
export type DecisionListQuery = z.infer<typeof DecisionListQuery>;

/** Newest first. */
export const DecisionList = pageOf(DecisionSummary);
export type DecisionList = z.infer<typeof DecisionList>;

/** All decisions that the asker may see, as a file. */
export const DecisionArchive = z.array(Decision);
export type DecisionArchive = z.infer<typeof DecisionArchive>;
export const DecisionTable = z.string();
export const DecisionFeed = z.string();
