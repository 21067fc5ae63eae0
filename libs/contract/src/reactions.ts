import { z } from 'zod';
import { AccountRef } from './accounts.ts';
import { Id, Timestamp } from './pages.ts';

/** Answers without words. None says no: who disagrees says why, in a post or in a vote. */
export const ReactionKind = z.enum(['thanks', 'insight', 'laugh', 'celebrate', 'care']);
export type ReactionKind = z.infer<typeof ReactionKind>;

/** How many reacted in which way; kinds that nobody chose are absent. */
export const ReactionCounts = z.partialRecord(ReactionKind, z.number().int().positive());
export type ReactionCounts = z.infer<typeof ReactionCounts>;

/** What is the viewer's own about a post. */
export const PostMarks = z.object({ reactions: z.array(ReactionKind), bookmarked: z.boolean() });
export type PostMarks = z.infer<typeof PostMarks>;

/** A post's reactions after the viewer changed theirs. */
export const Reacted = z.object({ counts: ReactionCounts, mine: z.array(ReactionKind) });
export type Reacted = z.infer<typeof Reacted>;

/** Who reacted, the latest first; at most the latest hundred. */
export const Reactors = z.object({
  counts: ReactionCounts,
  people: z.array(z.object({ account: AccountRef, kind: ReactionKind, at: Timestamp })),
});
export type Reactors = z.infer<typeof Reactors>;

/** The counts of one post, for its readers. */
export const ReactionUpdate = z.object({ postId: Id, counts: ReactionCounts });
export type ReactionUpdate = z.infer<typeof ReactionUpdate>;
