import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@app/platform';
import type { AccessChanged, Broadcast } from './room-event.ts';

/** Has every web process check again what people may see: one account's, or everybody's in a category. */
@Injectable()
export class AccessBroadcast implements Broadcast {
  roomEvents(changes: readonly DomainEvent[]): Promise<AccessChanged[]> {
    const accounts = new Set<string | null>();
    for (const change of changes) {
      if (change.name === 'account.updated' || change.name === 'session.ended')
        accounts.add(change.accountId);
      if (change.name === 'category.access-changed') accounts.add(null);
    }
    return Promise.resolve(
      [...accounts].map((accountId) => ({
        room: 'access',
        type: 'access.changed',
        v: 0,
        data: { accountId },
      })),
    );
  }
}
