import { Injectable } from '@nestjs/common';
import type { CategoryFollowState, FollowLevel } from '@app/contract';
import type { Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccessView } from '../access.view.ts';
import { findCategory } from '../categories/find-category.ts';

/** Weeks over which the pace of a category is measured. */
const WEEKS = 4;

/** Who follows what. Whether they may still see it is for the caller to ask. */
@Injectable()
export class FollowLevelsView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /** The accounts that want to be told of every post of a topic, by its level or else its category's. */
  async followersOf(topicId: string): Promise<string[]> {
    const rows = await this.db.query<{ id: string }[]>(
      `select account_id as id from topic_reading where topic_id = $1 and level = 'follow'
       union
       select f.account_id from topic t join category_follow f on f.category_id = t.category_id and f.level = 'follow'
       where t.id = $1 and not exists (
         select from topic_reading r
         where r.account_id = f.account_id and r.topic_id = t.id and r.level_source is not null)`,
      [topicId],
    );
    return rows.map(({ id }) => id);
  }

  /** Those among some accounts who have muted a topic, or its category and not chosen otherwise for the topic. */
  async mutersOf(topicId: string, accountIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.db.query<{ id: string }[]>(
      `select a.id from unnest($2::bigint[]) as a (id)
         join topic t on t.id = $1
         left join topic_reading r on r.account_id = a.id and r.topic_id = t.id
         left join category_follow f on f.account_id = a.id and f.category_id = t.category_id
       where case when r.level_source is not null then r.level else f.level end = 'mute'`,
      [topicId, accountIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** @throws ProblemError a refusal of the policy */
  async ofCategory(viewer: Viewer, address: string): Promise<CategoryFollowState> {
    const { id } = await findCategory(this.db.manager, address);
    const refusal = await this.access.whyNotSeeCategory(viewer, id);
    if (refusal) throw new ProblemError(refusal);
    const [row] = await this.db.query<[{ level: FollowLevel | null; posts: number }]>(
      `select (select level from category_follow where account_id = $1 and category_id = $2) as level,
         (select count(*)::int from post p join topic t on t.id = p.topic_id
          where p.created_at > now() - make_interval(weeks => $3) and p.deleted_at is null and p.kind = 'post'
            and t.category_id = $2 and t.deleted_at is null) as posts`,
      [viewer.accountId, id, WEEKS],
    );
    return { level: row.level, postsPerWeek: Math.round(row.posts / WEEKS) };
  }
}
