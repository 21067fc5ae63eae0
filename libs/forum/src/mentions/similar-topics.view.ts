import { Injectable } from '@nestjs/common';
import type { SimilarTopic } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { DataSource } from 'typeorm';
import { AccessView } from '../access.view.ts';

@Injectable()
export class SimilarTopicsView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /** Topics whose titles are much like this one, five at most: perhaps the matter is under way already. */
  async of(viewer: Viewer, title: string): Promise<SimilarTopic[]> {
    signedIn(viewer);
    return this.db.query(
      `select id, slug, title, post_count as "postCount" from topic
       where title %> $1 and deleted_at is null and category_id = any($2)
       order by word_similarity($1, title) desc, bumped_at desc limit 5`,
      [title, await this.access.visibleCategoryIds(viewer)],
    );
  }
}
