import type { LiveEvents, LiveEventType } from '@app/contract';
import type { DomainEvent } from '@app/platform';

/** Tells every web process whose rooms to check again. Nobody can join its room, so it reaches no browser. */
export interface AccessChanged {
  room: 'access';
  type: 'access.changed';
  v: 0;
  /** Null for everybody. */
  data: { accountId: string | null };
}

/** Tells every web process which rendered pages are old. Nobody can join its room either. */
export interface PagesChanged {
  room: 'pages';
  type: 'pages.changed';
  v: 0;
  /** Topics whose pages, and with them all lists, show something new; null when any page may. */
  data: { topicIds: string[] | null };
}

/** What a room is told, before it has its place in the room's log. */
export type RoomEvent =
  | {
      [Type in LiveEventType]: { room: string; type: Type; v: number; data: LiveEvents[Type] };
    }[LiveEventType]
  | AccessChanged
  | PagesChanged;

/** Turns what happened into what rooms are told. */
export interface Broadcast {
  /**
   * Reads what the changes are about, as it is now: an event of a later batch never holds an older state.
   *
   * @param changes one batch, in order
   */
  roomEvents(changes: readonly DomainEvent[]): Promise<RoomEvent[]>;
}
