import { z } from 'zod';
import { Timestamp } from './pages.ts';

/**
 * The archive of everything that the viewer wrote and brought: `none` was asked for, or it is gone again;
 * `waiting` for its turn; `making`, with so many of its files in it; `ready`, until it is removed; `failed`,
 * and is tried again.
 */
export const AccountExport = z.object({
  state: z.enum(['none', 'waiting', 'making', 'ready', 'failed']),
  done: z.int().min(0),
  total: z.int().min(0),
  bytes: z.int().min(0),
  requestedAt: Timestamp.nullable(),
  expiresAt: Timestamp.nullable(),
});
export type AccountExport = z.infer<typeof AccountExport>;

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
