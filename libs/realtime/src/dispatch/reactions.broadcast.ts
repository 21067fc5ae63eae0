import { Injectable } from '@nestjs/common';
import { ReactionsView } from '@app/forum';
import type { DomainEvent } from '@app/platform';
import type { Broadcast, RoomEvent } from './room-event.ts';

/** Tells a topic's readers how many have reacted: once for each post of a batch, however many reacted. */
@Injectable()
export class ReactionsBroadcast implements Broadcast {
  constructor(private readonly reactions: ReactionsView) {}

  async roomEvents(changes: readonly DomainEvent[]): Promise<RoomEvent[]> {
    const posts = new Set(
      changes.filter((change) => change.name === 'reaction.changed').map(({ postId }) => postId),
    );
    const counted = await this.reactions.counts([...posts]);
    return counted.map(({ postId, topicId, version, counts }) => ({
      room: `t:${topicId}`,
      type: 'post.reactions',
      v: version,
      data: { postId, counts },
    }));
  }
}
