import { z } from 'zod';
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
});
export type WritingLimits = z.infer<typeof WritingLimits>;
