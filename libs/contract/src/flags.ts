import { z } from 'zod';
import { Id, Timestamp } from './pages.ts';

export const FlagReason = z.enum(['rude', 'off-topic', 'spam', 'unlawful', 'other']);
export type FlagReason = z.infer<typeof FlagReason>;

export const NewFlag = z
  .object({ reason: FlagReason, note: z.string().trim().max(1000).default('') })
  .refine(({ reason, note }) => reason !== 'other' || note !== '', {
    path: ['note'],
    message: 'Say what is wrong',
  });
export type NewFlag = z.infer<typeof NewFlag>;

/** What the flagger keeps: the flag as it was received. */
export const FlagReceipt = z.object({
  id: Id,
  postId: Id,
  reason: FlagReason,
  note: z.string(),
  state: z.enum(['open', 'decided']),
  createdAt: Timestamp,
});
export type FlagReceipt = z.infer<typeof FlagReceipt>;
