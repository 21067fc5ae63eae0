import { z } from 'zod';
import { Timestamp } from './pages.ts';
import { ReadingCounts } from './reading.ts';
import { TopicSummary } from './topics.ts';

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
