import { z } from 'zod';
import { Timestamp } from './pages.ts';

/**
 * Ends an account. `handle` is typed by its owner, so that nobody does it by accident. What they wrote stays
 * under no name (`keep`) or goes too, with its files (`erase`).
 */
export const EraseAccount = z.object({
  handle: z.string().trim().min(1).max(64),
  text: z.enum(['keep', 'erase']),
});
export type EraseAccount = z.infer<typeof EraseAccount>;

/** What was done, for the one who asked. */
export const ErasureReceipt = z.object({ at: Timestamp, text: z.enum(['keep', 'erase']) });
export type ErasureReceipt = z.infer<typeof ErasureReceipt>;
