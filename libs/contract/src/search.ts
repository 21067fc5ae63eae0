import { z } from 'zod';
import { AccountRef } from './accounts.ts';
import { Id, PageQuery, pageOf, Timestamp } from './pages.ts';
import { CategoryRef, TopicKind, TopicState } from './topics.ts';

export const SearchOrder = z.enum(['relevance', 'newest']);
export type SearchOrder = z.infer<typeof SearchOrder>;

export const SearchQuery = PageQuery.extend({
  /** Words, "phrases", -words, begin* and operators such as `by:ana` (see search-query.rules.ts). */
  q: z.string().trim().max(300).default(''),
  order: SearchOrder.default('relevance'),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export type SearchQuery = z.infer<typeof SearchQuery>;

/** A piece of text, and whether it is what was searched for. */
export const Marked = z.object({ text: z.string(), hit: z.boolean() });
export type Marked = z.infer<typeof Marked>;

const FoundTopic = z.object({
  id: Id,
  slug: z.string(),
  title: z.string(),
  kind: TopicKind,
  state: TopicState,
  category: CategoryRef,
});

export const FoundPost = z.object({
  postId: Id,
  number: z.number().int(),
  topic: FoundTopic,
  author: AccountRef,
  createdAt: Timestamp,
  excerpt: z.array(Marked),
});
export type FoundPost = z.infer<typeof FoundPost>;

export const FoundTitle = FoundTopic.extend({ postCount: z.number().int(), bumpedAt: Timestamp });
export type FoundTitle = z.infer<typeof FoundTitle>;

/** An operator that could not be followed; what was found is found without it. */
export const SearchProblem = z.object({
  text: z.string(),
  reason: z.enum([
    'unknown-value',
    'no-such-member',
    'no-such-category',
    'no-such-tag',
    'not-a-date',
    'sign-in',
  ]),
});
export type SearchProblem = z.infer<typeof SearchProblem>;

export const SearchResult = pageOf(FoundPost).extend({
  /** Topics whose titles say it; on the first page only. */
  titles: z.array(FoundTitle),
  problems: z.array(SearchProblem),
  /** Nothing had these very words; these have words that begin so. */
  widened: z.boolean(),
  /** The same question with words that occur here. */
  suggestion: z.string().nullable(),
  /** Older posts were not looked at, because it took too long. */
  searchedBackTo: Timestamp.nullable(),
});
export type SearchResult = z.infer<typeof SearchResult>;
