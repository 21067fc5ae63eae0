import { Injectable } from '@nestjs/common';
import { EventLog } from '@app/platform';
import { UnreadService } from './unread.service.ts';

/** Every post makes its topic unread to those who follow it, once it is committed. */
@Injectable()
export class UnreadJobs {
  constructor(events: EventLog, unread: UnreadService) {
    events.onCommitted('reading-unread', ['post.created'], ({ postId }) => unread.spread(postId));
  }
}
