import { Injectable } from '@nestjs/common';
import { EventLog, Jobs } from '@app/platform';
import { TELL_AGAIN } from './outbox.ts';
import { PublishService } from './publish.service.ts';

/** Tells other servers how a public poll stands: at most every five minutes, and once at its end. */
@Injectable()
export class PollsOutbox {
  constructor(events: EventLog, jobs: Jobs, publishing: PublishService) {
    events.onCommitted('federation-polls', ['poll.voted'], ({ postId }) => publishing.orderNews(postId));
    jobs.define(TELL_AGAIN, (payload) => publishing.publishAnew((payload as { postId: string }).postId));
  }
}
