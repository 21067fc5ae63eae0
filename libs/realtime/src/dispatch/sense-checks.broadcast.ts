import { Injectable } from '@nestjs/common';
import { LiveSenseView } from '@app/governance';
import type { DomainEvent } from '@app/platform';
import type { Broadcast, RoomEvent } from './room-event.ts';

/** Tells a topic's readers that a question there was asked, answered or ended; what they may see, each page asks for itself. */
@Injectable()
export class SenseChecksBroadcast implements Broadcast {
  constructor(private readonly checks: LiveSenseView) {}

  async roomEvents(changes: readonly DomainEvent[]): Promise<RoomEvent[]> {
    const changed = new Set(
      changes.flatMap((change) => (change.name === 'sense-check.changed' ? [change.senseCheckId] : [])),
    );
    const checks = await this.checks.byIds([...changed]);
    return checks.map(({ revision, ...data }) => ({
      room: `t:${data.topicId}`,
      type: 'sense-check.updated',
      v: revision,
      data,
    }));
  }
}
