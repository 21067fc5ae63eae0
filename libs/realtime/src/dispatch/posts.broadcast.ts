import { Injectable } from '@nestjs/common';
import type { Post } from '@app/contract';
import { PostsView } from '@app/forum';
import type { DomainEvent, EventNamed } from '@app/platform';
import type { Broadcast, RoomEvent } from './room-event.ts';
import { type ListedTopic, TopicRoomsView } from './topic-rooms.view.ts';

type PostEventName = 'post.created' | 'post.edited' | 'post.deleted' | 'post.restored';
type PostEvent = EventNamed<PostEventName>;

/** Tells a topic's readers its posts, and those who look at lists that a topic has a new one. */
@Injectable()
export class PostsBroadcast implements Broadcast {
  constructor(
    private readonly posts: PostsView,
    private readonly topics: TopicRoomsView,
  ) {}

  async roomEvents(changes: readonly DomainEvent[]): Promise<RoomEvent[]> {
    const told = onceForEachPost(changes);
    const posts = await this.posts.byIds([...told.keys()]);
    const topics = await this.topics.byIds(posts.map(({ topicId }) => topicId));
    const live = new Set(topics.map(({ topicId }) => topicId));
    const isNew = ({ id }: Post) => told.get(id) === 'post.created';
    const bumped = new Set(posts.filter(isNew).map(({ topicId }) => topicId));
    return [
      // Readers of a topic that goes with its last post still see that post go.
      ...posts.filter(({ topicId, deleted }) => live.has(topicId) || deleted !== null).map(tellPost),
      ...topics.filter(({ topicId }) => bumped.has(topicId)).flatMap(tellLists),
    ];

    function tellPost(post: Post): RoomEvent {
      const type = told.get(post.id) ?? 'post.edited';
      return { room: `t:${post.topicId}`, type, v: post.version, data: post };
    }
  }
}

function tellLists({ topicId, categoryId, lastNumber, bumpedAt, lists }: ListedTopic): RoomEvent[] {
  const data = { topicId, categoryId, lastNumber, bumpedAt };
  return lists.map((room) => ({ room, type: 'topic.bumped', v: lastNumber, data }));
}

/** The event of each post that says most: that it is new, or else what happened to it last. */
function onceForEachPost(changes: readonly DomainEvent[]): Map<string, PostEventName> {
  const told = new Map<string, PostEventName>();
  for (const change of changes) {
    if (isAboutPost(change) && told.get(change.postId) !== 'post.created') {
      told.set(change.postId, change.name);
    }
  }
  return told;
}

function isAboutPost(change: DomainEvent): change is PostEvent {
  return change.name.startsWith('post.');
}
