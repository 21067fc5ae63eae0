import { Injectable } from '@nestjs/common';
import type { LinkPreviewUpdate } from '@app/contract';
import { DataSource } from 'typeorm';
import { PREVIEWS_SQL } from './previews-sql.ts';

@Injectable()
export class LinkPreviewsView {
  constructor(private readonly db: DataSource) {}

  /** What is shown of the links of these posts, with their topics; none of deleted posts. */
  async ofPosts(
    postIds: readonly string[],
  ): Promise<(LinkPreviewUpdate & { topicId: string; version: number })[]> {
    if (postIds.length === 0) return [];
    return this.db.query(
      `select p.id as "postId", p.topic_id as "topicId", p.version, ${PREVIEWS_SQL} as previews
       from post p where p.id = any($1) and p.deleted_at is null`,
      [postIds],
    );
  }
}
