import { Injectable } from '@nestjs/common';
import { signedIn, type Viewer } from '@app/identity';
import { EventLog, ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { whyNot } from '../access.rules.ts';
import { lockPost } from '../posts/lock-post.ts';

@Injectable()
export class LinkPreviewsService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
  ) {}

  /**
   * Takes a preview from a post; the link in its text stays. Doing it twice is doing it once.
   *
   * @throws ProblemError a refusal of the policy: who may edit the post may do this
   */
  async hide(viewer: Viewer, postId: string, url: string): Promise<void> {
    signedIn(viewer);
    await this.db.transaction(async (tx) => {
      const { topic, facts } = await lockPost(tx, postId);
      const refusal = whyNot(viewer, 'edit-post', facts);
      if (refusal) throw new ProblemError(refusal);
      await tx.query(`update post_link set hidden = true where post_id = $1 and url = $2`, [postId, url]);
      const { id: topicId, categoryId } = topic;
      await this.events.append(tx, { name: 'link.previewed', postId, topicId, categoryId });
    });
  }
}
