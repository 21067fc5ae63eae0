import { z } from 'zod';
import { Id, Timestamp } from './pages.ts';

/** Names what is being written: `reply:<topic>`, `edit:<post>`, `topic:<uuid>`, `message:0`, or a copy of one of these. */
export const DraftKey = z
  .string()
  .max(120)
  .regex(/^(?:reply:\d{1,18}|edit:\d{1,18}|topic:[0-9a-f-]{1,36}|message:0)(?::copy:[0-9a-f]{8})?$/);

/** `rev` is the one that this device knows; 0 for a draft that it has not seen on the server. */
export const SaveDraft = z.object({
  rev: z.number().int().min(0),
  raw: z.string().max(32_000),
  title: z.string().max(200).default(''),
  category: z.string().max(300).default(''),
});
export type SaveDraft = z.infer<typeof SaveDraft>;

export const SavedDraft = z.object({
  rev: z.number().int(),
  /** Another device wrote in between; what it wrote is kept under this key. */
  other: z.string().nullable(),
});
export type SavedDraft = z.infer<typeof SavedDraft>;

export const Draft = z.object({
  key: z.string(),
  rev: z.number().int(),
  raw: z.string(),
  title: z.string(),
  category: z.string(),
  updatedAt: Timestamp,
  /** Where it belongs; null for a new topic or message, and where the viewer may not look any more. */
  topic: z.object({ id: Id, slug: z.string(), title: z.string() }).nullable(),
  /** The post that is edited; null for all others. */
  number: z.number().int().nullable(),
});
export type Draft = z.infer<typeof Draft>;
