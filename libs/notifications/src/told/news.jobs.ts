import { Injectable } from '@nestjs/common';
import { EventLog } from '@app/platform';
import { PostNewsService } from './post-news.service.ts';

/** What people are told after which event. */
@Injectable()
export class NewsJobs {
  constructor(events: EventLog, posts: PostNewsService) {
    events.onCommitted('tell-post', ['post.created', 'post.restored'], ({ postId }) => posts.written(postId));
    events.onCommitted('tell-edit', ['post.edited'], ({ postId }) => posts.edited(postId));
    events.onCommitted('untell-post', ['post.deleted'], ({ postId }) => posts.removed(postId));
  }
}
