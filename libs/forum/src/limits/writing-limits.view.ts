import { Injectable } from '@nestjs/common';
import type { AccountRole, TrustLevel, WritingLimit, WritingLimits } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { categoryFacts, topicFacts } from '../access-facts.ts';
import { whyNot } from '../access.rules.ts';
import { Category } from '../categories/category.entity.ts';
import { secondsToWait } from '../posts/slow-mode.ts';
import { Topic } from '../topics/topic.entity.ts';
import { writingLeft } from './spend-writing.ts';
import { allowanceOf, type WritingKind } from './writing-limits.rules.ts';

@Injectable()
export class WritingLimitsView {
  constructor(private readonly db: DataSource) {}

  /**
   * What a member may still write, so that a limit is seen before it is hit.
   *
   * @param topicId where they write, for its slow mode
   * @throws ProblemError a refusal of the policy, for a topic that they may not see
   */
  async of(viewer: Viewer, topicId?: string): Promise<WritingLimits> {
    const accountId = signedIn(viewer);
    const [writer] = await this.db.query<[{ role: AccountRole; trust: TrustLevel }]>(
      `select role, trust from account where id = $1`,
      [accountId],
    );
    const limit = async (kind: WritingKind): Promise<WritingLimit | null> => {
      const allowance = allowanceOf(writer, kind);
      if (!allowance) return null;
      return { ...allowance, ...(await writingLeft(this.db.manager, { accountId, kind }, allowance)) };
    };
    return {
      trust: writer.trust,
      posts: await limit('posts'),
      topics: await limit('topics'),
      uploads: await limit('uploads'),
      slow: topicId === undefined ? null : await this.slow(viewer, topicId),
    };
  }

  private async slow(viewer: Viewer, topicId: string): Promise<WritingLimits['slow']> {
    const topic = await this.db.getRepository(Topic).findOneBy({ id: topicId });
    if (!topic) throw new ProblemError('not-found');
    const category = await this.db.getRepository(Category).findOneByOrFail({ id: topic.categoryId });
    const facts = topicFacts(topic, categoryFacts(category));
    const refusal = whyNot(viewer, 'see-topic', facts);
    if (refusal) throw new ProblemError(refusal);
    if (topic.slowSeconds === 0 || whyNot(viewer, 'moderate-topic', facts) === null) return null;
    return {
      everySeconds: topic.slowSeconds,
      secondsLeft: await secondsToWait(this.db.manager, signedIn(viewer), topic),
    };
  }
}
