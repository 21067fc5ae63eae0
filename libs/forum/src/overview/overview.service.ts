import { Injectable } from '@nestjs/common';
import type { EditOverview } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { whyNot } from '../access.rules.ts';
import { renderPost } from '../text/render-post.ts';
import { lockTopic } from '../topics/lock-topic.ts';
import { TopicOverview } from './topic-overview.entity.ts';

@Injectable()
export class OverviewService {
  constructor(private readonly db: DataSource) {}

  /**
   * Writes the next version of the state of a discussion. Whoever may reply may do so.
   *
   * @throws ProblemError a refusal of the policy, `stale-version` if somebody else was quicker
   */
  async edit(viewer: Viewer, topicId: string, { raw, version }: EditOverview): Promise<void> {
    const editorId = signedIn(viewer);
    await this.db.transaction(async (tx) => {
      const { facts } = await lockTopic(tx, topicId);
      const refusal = whyNot(viewer, 'reply', facts);
      if (refusal) throw new ProblemError(refusal);
      const newest = await tx.findOne(TopicOverview, { where: { topicId }, order: { version: 'DESC' } });
      if ((newest?.version ?? 0) !== version) throw new ProblemError('stale-version');
      if ((newest?.raw ?? '') === raw) return;
      const html = raw === '' ? '' : await renderPost(tx, raw);
      await tx.insert(TopicOverview, { topicId, version: version + 1, editorId, raw, html });
    });
  }
}
