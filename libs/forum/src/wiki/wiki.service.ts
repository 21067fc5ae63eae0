import { Injectable } from '@nestjs/common';
import type { Viewer } from '@app/identity';
import { EventLog, ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { whyNot } from '../access.rules.ts';
import { lockPost } from '../posts/lock-post.ts';

@Injectable()
export class WikiService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
  ) {}

  /**
   * Opens a post to editing by everyone who may reply there, or closes it again. Doing it twice is doing
   * it once.
   *
   * @throws ProblemError a refusal of the policy
   */
  async set(viewer: Viewer, postId: string, wiki: boolean): Promise<void> {
    await this.db.transaction(async (tx) => {
      const { topic, post, facts } = await lockPost(tx, postId);
      const refusal = whyNot(viewer, 'make-wiki', facts);
      if (refusal) throw new ProblemError(refusal);
      if (post.wiki === wiki) return;
      await tx.query(`update post set wiki = $2, version = version + 1 where id = $1`, [postId, wiki]);
      const { id: topicId, categoryId } = topic;
      await this.events.append(tx, { name: 'post.edited', postId, topicId, categoryId });
    });
  }
}
