import { Injectable } from '@nestjs/common';
import type { Onward, TopicSummary } from '@app/contract';
import type { Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccessView } from '../access.view.ts';
import { ReadingCountsView } from './reading-counts.view.ts';
import { TopicListView } from './topic-list.view.ts';
import { Topic } from './topic.entity.ts';

const SUGGESTED = 5;

@Injectable()
export class OnwardView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
    private readonly lists: TopicListView,
    private readonly counts: ReadingCountsView,
  ) {}

  /** @throws ProblemError a refusal of the policy */
  async from(viewer: Viewer, topicId: string): Promise<Onward> {
    const refusal = await this.access.whyNotSeeTopic(viewer, topicId);
    if (refusal) throw new ProblemError(refusal);
    const { categoryId } = await this.db.getRepository(Topic).findOneByOrFail({ id: topicId });
    const own = viewer.accountId === null ? [] : (['unread', 'new'] as const);
    const found = await this.lists.glimpse(viewer, {
      lists: [...own, 'latest'],
      categoryId,
      limit: SUGGESTED + 1,
    });
    const others = found.map((topics) => topics.filter(({ id }) => id !== topicId));
    const unread = own.length > 0 ? (others[0]?.[0] ?? null) : null;
    const once = new Map<string, TopicSummary>();
    for (const topic of others.flat()) if (topic.id !== unread?.id) once.set(topic.id, topic);
    return {
      counts: viewer.accountId === null ? null : await this.counts.read(viewer),
      unread,
      suggested: [...once.values()].slice(0, SUGGESTED),
    };
  }
}
