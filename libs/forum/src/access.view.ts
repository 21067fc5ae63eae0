import { Injectable } from '@nestjs/common';
import type { ProblemCode } from '@app/contract';
import { type Viewer, ViewersView } from '@app/identity';
import { readOnce } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { categoryFacts, topicFacts, topicFactsKey } from './access-facts.ts';
import { type TopicFacts, whyNot } from './access.rules.ts';
import { categoryById } from './categories/find-category.ts';
import { knownCategories } from './standing.ts';
import { Topic } from './topics/topic.entity.ts';

/** The categories whose topics this viewer may see: a short list, asked anew for each page. */
export async function visibleCategoryIds(db: DataSource | EntityManager, viewer: Viewer): Promise<string[]> {
  return (await knownCategories(db))
    .filter((category) => whyNot(viewer, 'read-category', categoryFacts(category)) === null)
    .map(({ id }) => id);
}

/** The policy asked by id, for doors that have no row at hand. */
@Injectable()
export class AccessView {
  constructor(
    private readonly db: DataSource,
    private readonly viewers: ViewersView,
  ) {}

  async visibleCategoryIds(viewer: Viewer): Promise<string[]> {
    return visibleCategoryIds(this.db, viewer);
  }

  /** Why this viewer may not read the topics of a category, or null if they may. */
  async whyNotSeeCategory(viewer: Viewer, categoryId: string): Promise<ProblemCode | null> {
    const category = await categoryById(this.db, categoryId);
    return category ? whyNot(viewer, 'read-category', categoryFacts(category)) : 'not-found';
  }

  async whyNotSeeTopic(viewer: Viewer, topicId: string): Promise<ProblemCode | null> {
    const topic = await this.topic(topicId);
    return topic ? whyNot(viewer, 'see-topic', topic) : 'not-found';
  }

  /** Why the viewer may not do this in a topic, or null if they may. */
  async whyNotInTopic(
    viewer: Viewer,
    action: 'open-proposal' | 'ask-sense' | 'vote' | 'moderate-topic',
    topicId: string,
  ): Promise<ProblemCode | null> {
    const topic = await this.topic(topicId);
    return topic ? whyNot(viewer, action, topic) : 'not-found';
  }

  /** The same for several acts at once: what a page of the topic offers. */
  async whyNotEachInTopic<A extends 'see-topic' | 'open-proposal' | 'ask-sense'>(
    viewer: Viewer,
    actions: readonly A[],
    topicId: string,
  ): Promise<Record<A, ProblemCode | null>> {
    const topic = await this.topic(topicId);
    const answers = actions.map((action) => [action, topic ? whyNot(viewer, action, topic) : 'not-found']);
    return Object.fromEntries(answers) as Record<A, ProblemCode | null>;
  }

  /** Why the viewer may not change a proposal's text or state its outcome. */
  async whyNotConductProposal(
    viewer: Viewer,
    { topicId, authorId }: { topicId: string; authorId: string },
  ): Promise<ProblemCode | null> {
    return (await this.whyNotSeeTopic(viewer, topicId)) ?? whyNot(viewer, 'conduct-proposal', { authorId });
  }

  /** The same for a proposal whose topic the viewer sees already. */
  mayConductProposal(viewer: Viewer, { authorId }: { authorId: string }): boolean {
    return whyNot(viewer, 'conduct-proposal', { authorId }) === null;
  }

  /** Those of these accounts that may see a topic: for whoever is told of it without asking. */
  async whoMaySeeTopic(topicId: string, accountIds: readonly string[]): Promise<string[]> {
    const topic = await this.topic(topicId);
    if (!topic) return [];
    const viewers = await this.viewers.byIds(accountIds);
    return viewers
      .filter((viewer) => whyNot(viewer, 'see-topic', topic) === null)
      .map(({ accountId }) => accountId);
  }

  private async topic(topicId: string): Promise<TopicFacts | null> {
    return readOnce(topicFactsKey(topicId), async () => {
      const topic = await this.db.getRepository(Topic).findOneBy({ id: topicId });
      if (!topic) return null;
      const category = await categoryById(this.db, topic.categoryId);
      return category && topicFacts(topic, categoryFacts(category));
    });
  }
}
