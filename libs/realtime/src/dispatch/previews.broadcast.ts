import { Injectable } from '@nestjs/common';
import { LinkPreviewsView } from '@app/forum';
import type { DomainEvent } from '@app/platform';
import type { Broadcast, RoomEvent } from './room-event.ts';

/** Tells a topic's readers what the pages say that a post links to. */
@Injectable()
export class PreviewsBroadcast implements Broadcast {
  constructor(private readonly previews: LinkPreviewsView) {}

  async roomEvents(changes: readonly DomainEvent[]): Promise<RoomEvent[]> {
    const posts = new Set(
      changes.filter((change) => change.name === 'link.previewed').map(({ postId }) => postId),
    );
    const shown = await this.previews.ofPosts([...posts]);
    return shown.map(({ topicId, version, postId, previews }) => ({
      room: `t:${topicId}`,
      type: 'post.previews',
      v: version,
      data: { postId, previews },
    }));
  }
}
