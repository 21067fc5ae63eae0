import { Injectable } from '@nestjs/common';
import { EventLog, Jobs } from '@app/platform';
import { TELL_AGAIN } from './outbox.ts';
import { PollAnswers } from './poll-answers.service.ts';
import { PublishService } from './publish.service.ts';

/** Tells other servers how a public poll stands: at most every five minutes, and once at its end. */
@Injectable()
export class PollsOutbox {
  constructor(events: EventLog, jobs: Jobs, publishing: PublishService, answers: PollAnswers) {
    events.onCommitted('federation-polls', ['poll.voted'], ({ postId }) => publishing.orderNews(postId));
    events.onCommitted('federation-poll-answers', ['poll.answered'], ({ postId, accountId }) =>
      answers.tell(postId, accountId),
    );
    jobs.define(TELL_AGAIN, (payload) => publishing.publishAnew((payload as { postId: string }).postId));
  }
}
