import { Injectable } from '@nestjs/common';
import { EventLog } from '@app/platform';
import { LikesTelling } from './likes-telling.service.ts';

@Injectable()
export class LikesOutbox {
  constructor(events: EventLog, likes: LikesTelling) {
    events.onCommitted('federation-likes', ['reaction.changed'], ({ postId }) => likes.publish(postId));
  }
}
