import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@app/platform';
import type { AccessChanged, Broadcast } from './room-event.ts';

/** After these, whoever saw a thing may not see it now, whoever they are. */
const FOR_ALL: ReadonlySet<string> = new Set(['category.access-changed', 'topic.recategorised']);

/** Has every web process check again what people may see: one account's, or everybody's in a category. */
@Injectable()
export class AccessBroadcast implements Broadcast {
  roomEvents(changes: readonly DomainEvent[]): Promise<AccessChanged[]> {
    const accounts = new Set<string | null>();
    for (const change of changes) {
      if (change.name === 'account.updated' || change.name === 'session.ended')
        accounts.add(change.accountId);
      if (FOR_ALL.has(change.name)) accounts.add(null);
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
