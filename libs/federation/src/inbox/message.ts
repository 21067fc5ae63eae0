import type { WireActivity } from '../mapping/activity.ts';

/** A stored message, read. */
export interface Message {
  inboxId: string;
  /** Who sent it, proven. */
  actor: string;
  activity: WireActivity;
}

/**
 * The object itself, when it came from the server that it lives on; otherwise null, and it is fetched:
 * whoever embeds another server's object may have changed it (FEP-fe34).
 */
export function trusted(id: string, embedded: unknown, actor: string): string | null {
  const isObject = typeof embedded === 'object' && embedded !== null;
  const isHome = URL.canParse(id) && new URL(id).origin === new URL(actor).origin;
  return isObject && isHome ? JSON.stringify(embedded) : null;
}
