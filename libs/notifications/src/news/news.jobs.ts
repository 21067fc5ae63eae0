import { Injectable } from '@nestjs/common';
import { EventLog, Jobs } from '@app/platform';
import { z } from 'zod';
import { ElectionNewsService, REMIND_VOTERS } from './election-news.service.ts';
import { PostNewsService } from './post-news.service.ts';

const Reminder = z.object({ electionId: z.string() });

/** What people are told after which event, of what is written and of elections. */
@Injectable()
export class NewsJobs {
  constructor(events: EventLog, jobs: Jobs, posts: PostNewsService, elections: ElectionNewsService) {
    events.onCommitted('tell-post', ['post.created', 'post.restored'], ({ postId }) => posts.written(postId));
    events.onCommitted('tell-edit', ['post.edited'], ({ postId }) => posts.edited(postId));
    events.onCommitted('untell-post', ['post.deleted'], ({ postId }) => posts.removed(postId));
    events.onCommitted('tell-election', ['election.opened'], ({ electionId }) =>
      elections.opened(electionId),
    );
    events.onCommitted('tell-phase', ['election.phase-changed'], ({ electionId }) =>
      elections.phaseChanged(electionId),
    );
    jobs.define(REMIND_VOTERS, (payload) => elections.remind(Reminder.parse(payload).electionId));
  }
}
