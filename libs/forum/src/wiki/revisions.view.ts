import { Injectable } from '@nestjs/common';
import type { ShownRevision } from '@app/contract';
import type { Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { PostsView } from '../posts/posts.view.ts';
import { renderPost } from '../text/render-post.ts';

@Injectable()
export class RevisionsView {
  constructor(
    private readonly db: DataSource,
    private readonly posts: PostsView,
  ) {}

  /**
   * One version of a post as it looks, with the version before it.
   *
   * @throws ProblemError a refusal of the policy, `not-found` for a version that there was not
   */
  async one(viewer: Viewer, postId: string, version: number): Promise<ShownRevision> {
    const all = await this.posts.revisions(viewer, postId);
    const index = all.findIndex((revision) => revision.version === version);
    const [shown, before] = [all[index], all[index - 1]];
    if (!shown) throw new ProblemError('not-found');
    return {
      ...shown,
      html: await renderPost(this.db, shown.raw),
      before: before
        ? { version: before.version, raw: before.raw, html: await renderPost(this.db, before.raw) }
        : null,
    };
  }
}
