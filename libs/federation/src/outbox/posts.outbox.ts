import { Injectable } from '@nestjs/common';
import { EventLog } from '@app/platform';
import { PublishService } from './publish.service.ts';

/** Whatever happens to a post, other servers hear of it once it is committed. */
@Injectable()
export class PostsOutbox {
  constructor(events: EventLog, publishing: PublishService) {
    events.onCommitted(
      'federation-posts',
      ['post.created', 'post.edited', 'post.deleted', 'post.restored'],
      ({ postId }) => publishing.publish(postId),
    );
  }
}
