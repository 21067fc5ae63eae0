import { Injectable } from '@nestjs/common';
import type { PostDelivery } from '@app/contract';
import { AccessView, PostsView } from '@app/forum';
import type { Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';

@Injectable()
export class PostDeliveryView {
  constructor(
    private readonly db: DataSource,
    private readonly posts: PostsView,
    private readonly access: AccessView,
  ) {}

  /**
   * What became of a post's deliveries, all its edits included.
   *
   * @throws ProblemError not-found, also for what the viewer may not see
   */
  async of(viewer: Viewer, postId: string): Promise<PostDelivery> {
    const post = await this.posts.byId(postId);
    const refusal = post ? await this.access.whyNotSeeTopic(viewer, post.topicId) : 'not-found';
    if (refusal) throw new ProblemError(refusal);
    const [row] = await this.db.query<[Omit<PostDelivery, 'waitsFor'> & { group: string | null }]>(
      `select (select waits_for from ap_object where post_id = $1) as "group",
         count(*) filter (where d.state = 'sent')::int as sent,
         count(*) filter (where d.state = 'pending')::int as pending,
         count(*) filter (where d.state in ('refused', 'expired'))::int as refused
       from ap_activity a join ap_delivery d on d.activity_seq = a.seq where a.post_id = $1`,
      [postId],
    );
    const { group, ...counts } = row;
    return { waitsFor: group === null ? null : new URL(group).host, ...counts };
  }
}
