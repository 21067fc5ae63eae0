import { Injectable } from '@nestjs/common';
import { ElectionPhase } from '@app/contract';
import { LiveElectionView } from '@app/governance';
import type { DomainEvent, EventNamed } from '@app/platform';
import type { Broadcast, RoomEvent } from './room-event.ts';

type ElectionEvent = EventNamed<'election.phase-changed' | 'election.ballot-collected'>;

/** Tells an election's readers its phase and its turnout; never who, and never one ballot at a time. */
@Injectable()
export class ElectionsBroadcast implements Broadcast {
  constructor(private readonly elections: LiveElectionView) {}

  async roomEvents(changes: readonly DomainEvent[]): Promise<RoomEvent[]> {
    const events: RoomEvent[] = [];
    for (const electionId of electionsIn(changes, 'election.phase-changed')) {
      const data = await this.elections.phase(electionId);
      const v = ElectionPhase.options.indexOf(data.phase);
      events.push({ room: `el:${electionId}`, type: 'election.phase', v, data });
    }
    for (const electionId of electionsIn(changes, 'election.ballot-collected')) {
      const data = await this.elections.turnout(electionId);
      events.push({ room: `el:${electionId}`, type: 'election.turnout', v: data.collected, data });
    }
    return events;
  }
}

/** Each election once: a batch holds one or two, so they are read one by one. */
function electionsIn(changes: readonly DomainEvent[], name: ElectionEvent['name']): Set<string> {
  const isIt = (change: DomainEvent): change is ElectionEvent => change.name === name;
  return new Set(changes.filter(isIt).map(({ electionId }) => electionId));
}
