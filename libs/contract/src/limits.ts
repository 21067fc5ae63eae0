import { z } from 'zod';
import { Id } from './pages.ts';
import { TrustLevel } from './profiles.ts';

/** How much of something may still be written before a pause, and over how long a time it is counted. */
export const WritingLimit = z.object({
  most: z.number().int(),
  left: z.number().int(),
  spanSeconds: z.number().int(),
  /** Until all of it may be written again; null before anything is. */
  secondsLeft: z.number().int().nullable(),
});
export type WritingLimit = z.infer<typeof WritingLimit>;

/** What a member may write in a time; null where nothing is counted. */
export const WritingLimits = z.object({
  trust: TrustLevel,
  posts: WritingLimit.nullable(),
  topics: WritingLimit.nullable(),
  /** Files brought for posts. */
  uploads: WritingLimit.nullable(),
  /** The slow mode of the topic that was asked for, and what the viewer still has to wait; null where there is none. */
  slow: z.object({ everySeconds: z.number().int(), secondsLeft: z.number().int() }).nullable(),
});
export type WritingLimits = z.infer<typeof WritingLimits>;

export const WritingLimitsQuery = z.object({ topic: Id.optional() });
export type WritingLimitsQuery = z.infer<typeof WritingLimitsQuery>;
