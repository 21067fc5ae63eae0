import { Injectable } from '@nestjs/common';
import type { FollowLevel } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccessView } from '../access.view.ts';
import { findCategory } from '../categories/find-category.ts';

/** Who wants to hear how much of what. */
@Injectable()
export class FollowLevelsService {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /**
   * Chooses a topic's level for the viewer; null is none, whatever the category's level is.
   *
   * @throws ProblemError a refusal of the policy
   */
  async chooseForTopic(viewer: Viewer, topicId: string, level: FollowLevel | null): Promise<void> {
    const accountId = signedIn(viewer);
    const refusal = await this.access.whyNotSeeTopic(viewer, topicId);
    if (refusal) throw new ProblemError(refusal);
    // One statement, so one transaction.
    await this.db.query(
      `insert into topic_reading as r (account_id, topic_id, level, level_source, last_visit_at, unread)
       values ($1, $2, $3, 'chosen', null, coalesce($3 in ('follow', 'track'), false))
       on conflict (account_id, topic_id) do update set level = excluded.level, level_source = 'chosen',
         unread = excluded.unread
           and not r.read @> (select int4range(1, last_number, '[]') from topic where id = excluded.topic_id)`,
      [accountId, topicId, level],
    );
  }

  /**
   * Chooses the level of a category's topics that have none of their own; null is none.
   *
   * @throws ProblemError a refusal of the policy
   */
  async chooseForCategory(viewer: Viewer, address: string, level: FollowLevel | null): Promise<void> {
    const accountId = signedIn(viewer);
    const { id } = await findCategory(this.db.manager, address);
    const refusal = await this.access.whyNotSeeCategory(viewer, id);
    if (refusal) throw new ProblemError(refusal);
    await this.db.transaction(async (tx) => {
      if (level === null) {
        await tx.query(`delete from category_follow where account_id = $1 and category_id = $2`, [
          accountId,
          id,
        ]);
      } else {
        await tx.query(
          `insert into category_follow (account_id, category_id, level) values ($1, $2, $3)
           on conflict (account_id, category_id) do update set level = excluded.level`,
          [accountId, id, level],
        );
      }
      if (level === 'follow' || level === 'track') return;
      // What waited only because of the category waits no longer.
      await tx.query(
        `update topic_reading r set unread = false from topic t
         where r.account_id = $1 and r.unread and r.level_source is null and t.id = r.topic_id and t.category_id = $2`,
        [accountId, id],
      );
    });
  }
}
