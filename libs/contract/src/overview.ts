import { z } from 'zod';
import { AccountRef } from './accounts.ts';
import { Timestamp } from './pages.ts';

/** One version of the state of a discussion, a short text that those who may reply keep together. */
export const OverviewVersion = z.object({
  version: z.number().int().positive(),
  editor: AccountRef,
  createdAt: Timestamp,
  raw: z.string(),
  html: z.string(),
});
export type OverviewVersion = z.infer<typeof OverviewVersion>;

/** `version` is the one that the text is based on; 0 where there is none yet. An empty text takes the box away. */
export const EditOverview = z.object({
  raw: z.string().trim().max(4000),
  version: z.coerce.number().int().min(0),
});
export type EditOverview = z.infer<typeof EditOverview>;
