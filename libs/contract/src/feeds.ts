import { z } from 'zod';
import { Timestamp } from './pages.ts';

/** The key with which feed readers read what an account may read; the key itself is shown once only. */
export const FeedKey = z.object({ createdAt: Timestamp.nullable(), usedAt: Timestamp.nullable() });
export type FeedKey = z.infer<typeof FeedKey>;

export const NewFeedKey = z.object({ token: z.string() });
export type NewFeedKey = z.infer<typeof NewFeedKey>;
