import { Injectable } from '@nestjs/common';
import { LiveProposalView } from '@app/governance';
import type { DomainEvent } from '@app/platform';
import type { Broadcast, RoomEvent } from './room-event.ts';

/** Tells a topic's readers that a proposal in it has moved on; what they may see of it, each page asks for itself. */
@Injectable()
export class ProposalsBroadcast implements Broadcast {
  constructor(private readonly proposals: LiveProposalView) {}

  async roomEvents(changes: readonly DomainEvent[]): Promise<RoomEvent[]> {
    const changed = new Set(changes.flatMap((change) => ('proposalId' in change ? [change.proposalId] : [])));
    const proposals = await this.proposals.byIds([...changed]);
    return proposals.map(({ revision, ...data }) => ({
      room: `t:${data.topicId}`,
      type: 'proposal.updated',
      v: revision,
      data,
    }));
  }
}
