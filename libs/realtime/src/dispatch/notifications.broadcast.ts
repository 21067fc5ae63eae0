import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@app/platform';
import type { Broadcast, RoomEvent } from './room-event.ts';

/** Tells an account's own pages that its bell shows something else. */
@Injectable()
export class NotificationsBroadcast implements Broadcast {
  roomEvents(changes: readonly DomainEvent[]): Promise<RoomEvent[]> {
    const accounts = new Set<string>();
    for (const change of changes) {
      if (change.name === 'notifications.changed') for (const id of change.accountIds) accounts.add(id);
    }
    return Promise.resolve(
      [...accounts].map((id) => ({ room: `u:${id}`, type: 'notifications.changed', v: 0, data: {} })),
    );
  }
}
