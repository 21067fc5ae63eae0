import { Injectable } from '@nestjs/common';
import type { ProblemCode } from '@app/contract';
import type { Viewer } from '@app/identity';
import { DataSource } from 'typeorm';
import { categoryFacts, topicFacts } from './access-facts.ts';
import { whyNot } from './access.rules.ts';
import { Category } from './categories/category.entity.ts';
import { Topic } from './topics/topic.entity.ts';

/** The policy asked by id, for doors that have no row at hand. */
@Injectable()
export class AccessView {
  constructor(private readonly db: DataSource) {}

  /** The categories whose topics this viewer may see: a short list, read anew each time. */
  async visibleCategoryIds(viewer: Viewer): Promise<string[]> {
    const categories = await this.db.getRepository(Category).find({
      select: { id: true, visibility: true, domain: true, federated: true },
    });
    return categories
      .filter((category) => whyNot(viewer, 'see-category', categoryFacts(category)) === null)
      .map(({ id }) => id);
  }

  async whyNotSeeCategory(viewer: Viewer, categoryId: string): Promise<ProblemCode | null> {
    const category = await this.db.getRepository(Category).findOneBy({ id: categoryId });
    return category ? whyNot(viewer, 'see-category', categoryFacts(category)) : 'not-found';
  }

  async whyNotSeeTopic(viewer: Viewer, topicId: string): Promise<ProblemCode | null> {
    const topic = await this.db.getRepository(Topic).findOneBy({ id: topicId });
    if (!topic) return 'not-found';
    const category = await this.db.getRepository(Category).findOneByOrFail({ id: topic.categoryId });
    return whyNot(viewer, 'see-topic', topicFacts(topic, categoryFacts(category)));
  }
}
