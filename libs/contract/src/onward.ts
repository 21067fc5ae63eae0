import { z } from 'zod';
import { Timestamp } from './pages.ts';
import { ReadingCounts } from './reading.ts';
import { PostForViewer } from './posts.ts';
import { TopicSummary, TopicWindow } from './topics.ts';

/** Where a reader goes from the end of a topic. */
export const Onward = z.object({
  /** What waits; null for guests. */
  counts: ReadingCounts.nullable(),
  /** The topic with unread posts that moved last; null when all is read. */
  unread: TopicSummary.nullable(),
  /** Unread topics first, then new ones, then others of the same category; never the same twice. */
  suggested: z.array(TopicSummary),
});
export type Onward = z.infer<typeof Onward>;

/** When posts along a topic were written: a few marks, the first and the last post among them. */
export const Timeline = z.array(z.object({ number: z.number().int(), at: Timestamp }));
export type Timeline = z.infer<typeof Timeline>;

export const AtDate = z.object({ date: z.iso.datetime({ offset: true }) });
export type AtDate = z.infer<typeof AtDate>;

/** The first post at or after a moment; the last one, where none came later. */
export const NumberAt = z.object({ number: z.number().int() });
export type NumberAt = z.infer<typeof NumberAt>;

export const TopicTreeQuery = z.object({
  /** Only the branch of this post. */
  under: z.coerce.number().int().min(1).max(2_000_000_000).optional(),
  /** Branches that begin after this number. */
  after: z.coerce.number().int().min(0).max(2_000_000_000).default(0),
});
export type TopicTreeQuery = z.infer<typeof TopicTreeQuery>;

/** Part of a topic by who answers whom: branches in the order of their first posts, each post before its replies. */
export const TopicTree = TopicWindow.pick({ topic: true }).extend({
  posts: z.array(
    PostForViewer.extend({
      /** How deep below its branch's first post, from 0; deeper ones are left to a page of their own. */
      depth: z.number().int(),
      /** Direct replies that are not shown. */
      moreReplies: z.number().int(),
    }),
  ),
  /** Where the next page begins; null on the last one. */
  after: z.number().int().nullable(),
});
export type TopicTree = z.infer<typeof TopicTree>;
