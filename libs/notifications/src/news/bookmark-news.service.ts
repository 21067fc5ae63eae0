import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { TellingService } from '../told/telling.service.ts';

/** Reminds people of what they wanted to be reminded of. */
@Injectable()
export class BookmarkNewsService {
  constructor(
    private readonly db: DataSource,
    private readonly telling: TellingService,
  ) {}

  async due(bookmarkId: string): Promise<void> {
    const [bookmark] = await this.db.query<
      { accountId: string; postId: string; topicId: string; number: number; due: string }[]
    >(
      `select b.account_id as "accountId", p.id as "postId", p.topic_id as "topicId", p.number,
         extract(epoch from b.reminded_at)::bigint::text as due
       from bookmark b join post p on p.id = b.post_id and p.deleted_at is null where b.id = $1`,
      [bookmarkId],
    );
    if (!bookmark) return;
    const { accountId, postId, topicId, number, due } = bookmark;
    const source = `bookmark:${bookmarkId}:${due}`;
    await this.telling.tell({ kind: 'bookmark', topicId, source, postId, number }, [accountId]);
  }
}
