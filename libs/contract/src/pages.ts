import { z } from 'zod';

/**
 * Row ids are PostgreSQL bigints, which JSON numbers cannot hold, so they travel as decimal strings; with
 * 18 digits at most, because some numbers of 19 are no bigints.
 */
export const Id = z.string().regex(/^[1-9]\d{0,17}$/);

export const Timestamp = z.iso.datetime({ offset: true });

/** One keyset page: cursors are opaque, `null` where there is nothing further. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable(), prev: z.string().nullable() });
}

export interface Page<Item> {
  items: Item[];
  next: string | null;
  prev: string | null;
}

export const PageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export type PageQuery = z.infer<typeof PageQuery>;
