import { z } from 'zod';
import { innerActivity, parseActivity } from './activity.ts';
import { FirstReference, References } from './wire.ts';

const Collection = z.looseObject({
  first: z.unknown().optional(),
  next: FirstReference.default(null),
  items: z.unknown().optional(),
  orderedItems: z.unknown().optional(),
});

/** One page of a collection, or a collection given whole. */
export interface WireCollection {
  /** The ids of the objects in it; of an activity, the ids of what it is about. */
  objectIds: string[];
  /** Where its first page is, when the items are not here. */
  first: string | null;
  /** Where it goes on. */
  next: string | null;
}

/** What stands in a collection is ids to look up, never content (federation.md §2.3.2). */
export function parseCollection(json: unknown): WireCollection {
  const parsed = Collection.safeParse(json);
  if (!parsed.success) return { objectIds: [], first: null, next: null };
  const { first, next, items, orderedItems } = parsed.data;
  const inline = itemsOf(first);
  const listed = [...asList(orderedItems), ...asList(items), ...inline];
  return {
    objectIds: [...new Set(listed.flatMap(objectIdsOf))],
    first: listed.length === 0 ? FirstReference.parse(first) : null,
    next: next ?? Collection.safeParse(first).data?.next ?? null,
  };
}

function itemsOf(page: unknown): unknown[] {
  const parsed = Collection.safeParse(page);
  return parsed.success ? [...asList(parsed.data.orderedItems), ...asList(parsed.data.items)] : [];
}

function objectIdsOf(item: unknown): string[] {
  const activity = parseActivity(item);
  if (!activity || activity.objects.length === 0) return References.parse(item);
  return innerActivity(activity)?.objectIds ?? activity.objectIds;
}

function asList(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
