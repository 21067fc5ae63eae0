import { Injectable } from '@nestjs/common';
import { AccessView, type LiveTopic, TopicsView } from '@app/forum';
import { GUEST } from '@app/identity';

/** A topic with the rooms of the lists that it is in. */
export type ListedTopic = LiveTopic & { lists: string[] };

@Injectable()
export class TopicRoomsView {
  constructor(
    private readonly topics: TopicsView,
    private readonly access: AccessView,
  ) {}

  /** The topics among these that are not deleted. */
  async byIds(topicIds: readonly string[]): Promise<ListedTopic[]> {
    if (topicIds.length === 0) return [];
    const topics = await this.topics.live(topicIds);
    // Everyone may look at the latest list, so its room holds only what everyone may see.
    const open = new Set(await this.access.visibleCategoryIds(GUEST));
    return topics.map((topic) => ({
      ...topic,
      lists: [`cat:${topic.categoryId}`, ...(open.has(topic.categoryId) ? ['latest'] : [])],
    }));
  }
}
