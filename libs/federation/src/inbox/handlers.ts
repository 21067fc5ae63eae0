import type { Act, Rule } from './authority.rules.ts';
import type { Deed } from './message.ts';
import type { Outcome } from './outcome.ts';

/** What one part of the inbox does about deeds that the table lets pass; null when it is none of its things. */
export type Handlers = Partial<Record<Act, (deed: Deed, rule: Rule) => Promise<Outcome | null>>>;

/** All parts of the inbox, in the order in which they are asked. */
export const INBOXES = Symbol('INBOXES');

export interface Inbox {
  readonly handlers: Handlers;
}
