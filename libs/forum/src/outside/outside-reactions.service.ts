import { Injectable } from '@nestjs/common';
import { EventLog } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { lockPostAlone } from '../posts/lock-post.ts';
import { recount } from '../reactions/recount.ts';
import type { OutsideReaction } from './outside-reaction.entity.ts';

export type OutsideVote = Pick<OutsideReaction, 'postId' | 'actor' | 'kind' | 'reportedBy'>;

/** Counts what people on other servers answer without words. */
@Injectable()
export class OutsideReactionsService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
  ) {}

  /**
   * Counts one reaction, once. What an actor's own server says comes before what others report of them.
   *
   * @returns whether anything changed
   */
  count({ postId, actor, kind, reportedBy }: OutsideVote): Promise<boolean> {
    return this.change(postId, async (tx) => {
      const rows = await tx.query<unknown[]>(
        `insert into outside_reaction (post_id, actor, kind, reported_by)
         select $1, $2, $3, $4
         where $4::text is null or not exists (
           select from outside_reaction where post_id = $1 and actor = $2 and reported_by is null)
         on conflict (post_id, actor, kind) do update set reported_by = null
           where excluded.reported_by is null and outside_reaction.reported_by is not null
         returning post_id`,
        [postId, actor, kind, reportedBy],
      );
      return rows.length > 0;
    });
  }

  /** Takes one back: an actor's own server any of theirs, a reporter what it reported itself. */
  uncount({ postId, actor, kind, reportedBy }: OutsideVote): Promise<boolean> {
    return this.change(postId, async (tx) => {
      const [, gone] = await tx.query<[unknown, number]>(
        `delete from outside_reaction where post_id = $1 and actor = $2 and kind = $3
           and ($4::text is null or reported_by = $4)`,
        [postId, actor, kind, reportedBy],
      );
      return gone > 0;
    });
  }

  private change(postId: string, write: (tx: EntityManager) => Promise<boolean>): Promise<boolean> {
    return this.db.transaction(async (tx) => {
      const { topic, post } = await lockPostAlone(tx, postId);
      if (post.deletedAt !== null || topic.kind !== 'discussion' || !(await write(tx))) return false;
      await recount(tx, postId);
      const { id: topicId, categoryId } = topic;
      await this.events.append(tx, { name: 'reaction.changed', postId, topicId, categoryId });
      return true;
    });
  }
}
