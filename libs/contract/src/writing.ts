import { z } from 'zod';
import { Id } from './pages.ts';
import { PostRevision } from './posts.ts';

/** Whether everyone who may reply may edit a post. */
export const SetWiki = z.object({ wiki: z.boolean() });
export type SetWiki = z.infer<typeof SetWiki>;

/** One version of a post as it looked, with the one before it; `before` is null for the first. */
export const ShownRevision = PostRevision.extend({
  html: z.string(),
  before: z.object({ version: z.number().int(), raw: z.string(), html: z.string() }).nullable(),
});
export type ShownRevision = z.infer<typeof ShownRevision>;

export const MentionQuery = z.object({
  q: z.string().max(60).default(''),
  /** Those who take part here come first. */
  topic: Id.optional(),
});
export type MentionQuery = z.infer<typeof MentionQuery>;

/** Somebody who can be named: what stands after the `@` is `handle`. */
export const Mentionable = z.object({
  kind: z.enum(['account', 'group']),
  handle: z.string(),
  name: z.string(),
  avatarUrl: z.string().nullable(),
  /** How many a group has; null for an account. */
  members: z.number().int().nullable(),
});
export type Mentionable = z.infer<typeof Mentionable>;

export const AskMentionCost = z.object({ raw: z.string().max(32_000), topic: Id.optional() });
export type AskMentionCost = z.infer<typeof AskMentionCost>;

/** What naming people in a text will do. */
export const MentionCost = z.object({
  /** How many will be told. */
  people: z.number().int(),
  groups: z.array(z.object({ handle: z.string(), members: z.number().int(), tooLarge: z.boolean() })),
  /** Named, but not allowed to see the topic: they will not be told. */
  cannotSee: z.array(z.string()),
  /** Named on other servers, as `name@server`. */
  elsewhere: z.object({
    /** Known here: their own server tells them, where the topic is told to others at all. */
    known: z.array(z.string()),
    /** Never met here: their names stay text, and nobody is told. */
    unknown: z.array(z.string()),
    /** Whether other servers hear of this topic; a new one's category is not known yet. */
    told: z.boolean(),
  }),
  /** Names past the limit call nobody. */
  tooMany: z.boolean(),
});
export type MentionCost = z.infer<typeof MentionCost>;

export const SimilarQuery = z.object({ title: z.string().trim().min(3).max(200) });
export type SimilarQuery = z.infer<typeof SimilarQuery>;

export const SimilarTopic = z.object({
  id: Id,
  slug: z.string(),
  title: z.string(),
  postCount: z.number().int(),
});
export type SimilarTopic = z.infer<typeof SimilarTopic>;
