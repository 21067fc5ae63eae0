import { Injectable } from '@nestjs/common';
import { EventLog } from '@app/platform';
import { PublishService } from './publish.service.ts';
import { MovedPosts } from './moved-posts.ts';
import { TopicTelling } from './topic-telling.service.ts';

/** Whatever happens to a post or a topic, other servers hear of it once it is committed. */
@Injectable()
export class PostsOutbox {
  constructor(events: EventLog, publishing: PublishService, topics: TopicTelling, moves: MovedPosts) {
    events.onCommitted(
      'federation-posts',
      ['post.created', 'post.edited', 'post.deleted', 'post.restored'],
      ({ postId }) => publishing.publish(postId),
      // Of what others write, only what is done to it here is told from here.
      true,
    );
    events.onCommitted('federation-topics', ['topic.updated', 'topic.recategorised'], ({ name, topicId }) =>
      topics.publish(topicId, name === 'topic.recategorised'),
    );
    events.onCommitted('federation-moves', ['posts.moved'], ({ moveId }) => moves.tell(moveId));
  }
}
