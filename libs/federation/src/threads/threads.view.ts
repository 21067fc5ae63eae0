import { Injectable } from '@nestjs/common';
import { TopicsView } from '@app/forum';
import { PlacesView } from './places.view.ts';

/** What stands here under an id of the fediverse. */
export interface Standing {
  author: string | null;
  /** The Group elsewhere in which it stands. */
  group: string | null;
}

/** Posts and whole threads by the ids that other servers have for them. */
@Injectable()
export class ThreadsView {
  constructor(
    private readonly places: PlacesView,
    private readonly topics: TopicsView,
  ) {}

  async standing(id: string): Promise<Standing | null> {
    return (await this.post(id)) ?? this.thread(id);
  }

  async post(id: string): Promise<Standing | null> {
    const post = await this.places.post(id);
    return post && { author: post.author, group: post.groupIsLocal ? null : post.group };
  }

  async thread(id: string): Promise<Standing | null> {
    const topicId = await this.topics.idByUri(id);
    const topic = topicId === null ? null : await this.topics.forFederation(topicId);
    return topic && { author: null, group: topic.category.uri };
  }

  /** The topic that goes by this id, or that begins with the post of this id. */
  async topicOf(id: string | null): Promise<string | null> {
    if (id === null) return null;
    const post = await this.places.post(id);
    if (post) return post.number === 1 ? post.topicId : null;
    return this.topics.idByUri(id);
  }
}
