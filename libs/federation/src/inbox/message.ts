import { innerActivity, type WireActivity } from '../mapping/activity.ts';

/** A stored message, read. */
export interface Message {
  inboxId: string;
  /** Who sent it, proven. */
  actor: string;
  activity: WireActivity;
}

/** One thing that somebody did, said by themselves or passed on by a Group. */
export interface Deed {
  inboxId: string;
  /** Who did it: proven when nobody passed it on. */
  actor: string;
  /** The Group that passes it on, proven. */
  via: string | null;
  /** What was done; of an Undo, what is taken back. */
  type: string;
  activity: WireActivity;
  isUndo: boolean;
  objectId: string | null;
}

/** The deed of a message, or of the activity that an Announce passes on. */
export function deedOf({ inboxId, actor }: Message, activity: WireActivity, via: string | null): Deed {
  const taken = activity.type === 'Undo' ? innerActivity(activity) : null;
  const about = taken ?? activity;
  const isUndo = activity.type === 'Undo';
  const objectId = about.objectIds[0] ?? null;
  return {
    inboxId,
    actor: via === null ? actor : (activity.actor ?? ''),
    via,
    type: taken?.type ?? (isUndo ? '' : activity.type),
    activity: about,
    isUndo,
    objectId,
  };
}

/** The name under which a deed stands in the table of who may do what. */
export function actName({ type, isUndo }: Deed): string {
  return isUndo ? `Undo ${type}` : type;
}

/**
 * The object itself, when it came from the server that it lives on; otherwise null, and it is fetched:
 * whoever embeds another server's object may have changed it (FEP-fe34).
 */
export function trusted(id: string, embedded: unknown, actor: string): string | null {
  const isObject = typeof embedded === 'object' && embedded !== null;
  return isObject && sameOrigin(id, actor) ? JSON.stringify(embedded) : null;
}

export function sameOrigin(one: string | null, other: string | null): boolean {
  if (one === null || other === null || !URL.canParse(one) || !URL.canParse(other)) return false;
  const { origin } = new URL(one);
  return origin !== 'null' && origin === new URL(other).origin;
}
