import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

@Injectable()
export class UnreadService {
  constructor(private readonly db: DataSource) {}

  /**
   * Flags a post's topic as unread for everyone who follows or tracks it, or its category. Only those are
   * written who have nothing unread in it yet, so a busy topic costs as much as its followers read. A
   * second call for the same post changes nothing.
   */
  async spread(postId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const [post] = await tx.query<
        { topicId: string; categoryId: string; authorId: string; number: number }[]
      >(
        `select p.topic_id as "topicId", t.category_id as "categoryId", p.author_id as "authorId", p.number
         from post p join topic t on t.id = p.topic_id where p.id = $1`,
        [postId],
      );
      if (!post) return;
      const { topicId, categoryId, authorId, number } = post;
      // Whoever had the topic open may have read the post before this runs.
      await tx.query(
        `update topic_reading set unread = true
         where topic_id = $1 and level in ('follow', 'track') and not unread
           and account_id <> $2 and not read @> $3::int`,
        [topicId, authorId, number],
      );
      await tx.query(
        `insert into topic_reading as r (account_id, topic_id, last_visit_at, unread)
         select f.account_id, $1, null, true from category_follow f
         where f.category_id = $4 and f.level in ('follow', 'track') and f.account_id <> $2
           and not exists (select from topic_reading known
             where known.account_id = f.account_id and known.topic_id = $1
               and (known.unread or known.level_source is not null or known.read @> $3::int))
         on conflict (account_id, topic_id) do update set unread = true
         where r.level_source is null and not r.read @> $3::int`,
        [topicId, authorId, number, categoryId],
      );
    });
  }
}
