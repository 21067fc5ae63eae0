import type { LiveEvents, LiveEventType } from '@app/contract';
import type { DomainEvent } from '@app/platform';
import type { EntityManager } from 'typeorm';

/** Tells every web process whose rooms to check again. Nobody can join its room, so it reaches no browser. */
export interface AccessChanged {
  room: 'access';
  type: 'access.changed';
  v: 0;
  data: { accountId: string };
}

/** What a room is told, before it has its place in the room's log. */
export type RoomEvent =
  | {
      [Type in LiveEventType]: { room: string; type: Type; v: number; data: LiveEvents[Type] };
    }[LiveEventType]
  | AccessChanged;

/** Turns what happened into what rooms are told. */
export interface Broadcast {
  /**
   * Reads through `tx` what the changes are about, as it is now: whoever sees an event of a later batch
   * never sees an older state in it.
   *
   * @param changes one batch, in order
   */
  roomEvents(tx: EntityManager, changes: readonly DomainEvent[]): Promise<RoomEvent[]>;
}
