import { z } from 'zod';
import { FirstReference, Moment, References, Text, TypeName } from './wire.ts';

const MAX_ID = 2048;

const Activity = z.looseObject({
  id: Text.default(null),
  type: TypeName.default(''),
  actor: FirstReference.default(null),
  /** The id of the first object, however it is given. */
  object: z.unknown().optional(),
  to: References.default([]),
  cc: References.default([]),
  summary: Text.default(null),
  content: Text.default(null),
  origin: FirstReference.default(null),
  target: FirstReference.default(null),
  endTime: Moment.default(null),
  removeData: z.boolean().catch(false).default(false),
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
  /** What stands on it: the emoji of a reaction, the words of a report. */
  content: string | null;
  origin: string | null;
  target: string | null;
  endTime: Date | null;
  removeData: boolean;
}

/** @returns null when it is no JSON object with a type */
export function parseActivity(json: unknown): WireActivity | null {
  const parsed = Activity.safeParse(json);
  if (!parsed.success || parsed.data.type === '') return null;
  const { object, ...said } = parsed.data;
  const { id, type, actor, to, cc, summary, content, origin, target, endTime, removeData } = said;
  const objects = (Array.isArray(object) ? object : [object]).filter(
    (one) => one !== undefined && one !== null,
  );
  // No index takes an id that is endless, and nobody gives a thing such a name.
  const objectIds = References.parse(objects).filter((one) => Buffer.byteLength(one) <= MAX_ID);
  const about = { id, type, actor, objects, objectIds, to, cc };
  return { ...about, summary, content, origin, target, endTime, removeData };
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
