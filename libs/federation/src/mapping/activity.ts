import { z } from 'zod';
import { FirstReference, References, Text, TypeName } from './wire.ts';

const Activity = z.looseObject({
  id: Text.default(null),
  type: TypeName.default(''),
  actor: FirstReference.default(null),
  /** The id of the first object, however it is given. */
  object: z.unknown().optional(),
  to: References.default([]),
  cc: References.default([]),
  summary: Text.default(null),
});

/** An activity of another server in one shape, whatever shape it came in. */
export interface WireActivity {
  id: string | null;
  type: string;
  actor: string | null;
  /** The objects as they came: ids, embedded objects, or something else entirely. */
  objects: unknown[];
  /** The ids of those objects that have one. */
  objectIds: string[];
  to: string[];
  cc: string[];
  summary: string | null;
}

/** @returns null when it is no JSON object with a type */
export function parseActivity(json: unknown): WireActivity | null {
  const parsed = Activity.safeParse(json);
  if (!parsed.success || parsed.data.type === '') return null;
  const { id, type, actor, object, to, cc, summary } = parsed.data;
  const objects = (Array.isArray(object) ? object : [object]).filter(
    (one) => one !== undefined && one !== null,
  );
  return { id, type, actor, objects, objectIds: References.parse(objects), to, cc, summary };
}

/** The activity inside an activity: what an Announce relays, what an Undo takes back. */
export function innerActivity({ objects }: WireActivity): WireActivity | null {
  const inner = parseActivity(objects[0]);
  return inner && ACTIVITY_TYPES.has(inner.type) ? inner : null;
}

const ACTIVITY_TYPES = new Set([
  'Accept',
  'Add',
  'Announce',
  'Block',
  'Create',
  'Delete',
  'Dislike',
  'EmojiReact',
  'Flag',
  'Follow',
  'Like',
  'Lock',
  'Move',
  'Reject',
  'Remove',
  'Undo',
  'Update',
]);
