import { Injectable } from '@nestjs/common';
import { TrustService } from '@app/identity';
import { EventLog, Jobs } from '@app/platform';
import { DataSource } from 'typeorm';
import { earnedTrust, type Standing } from './writing-limits.rules.ts';

/** Lifts members by what they have done, looked at when they write; and forgets counts that have run out. */
@Injectable()
export class TrustJobs {
  constructor(
    events: EventLog,
    jobs: Jobs,
    private readonly db: DataSource,
    private readonly trust: TrustService,
  ) {
    events.onCommitted('trust', ['post.created'], ({ postId }) => this.consider(postId), true);
    jobs.daily('limits:sweep', async () => {
      await this.db.query(`delete from rate_limit where expire < extract(epoch from now()) * 1000`);
    });
  }

  /** Looks at the author of a post; those who are trusted already, or not from here, are left at one query. */
  private async consider(postId: string): Promise<void> {
    const [author] = await this.db.query<(Standing & { id: string })[]>(
      `select a.id, a.trust, extract(day from now() - a.created_at)::int as days,
         (select count(*)::int from (select from post p where p.author_id = a.id and p.kind = 'post'
            and p.deleted_at is null limit 100) as written) as posts,
         (select coalesce(sum(upper(part) - lower(part)), 0)::int
          from topic_reading r, unnest(r.read) as part where r.account_id = a.id) as read
       from post join account a on a.id = post.author_id
       where post.id = $1 and a.domain = '' and a.trust <> 'trusted'`,
      [postId],
    );
    const level = author && earnedTrust(author);
    if (level) await this.trust.raise(author.id, level);
  }
}
