import { Injectable } from '@nestjs/common';
import type { RecentMove, Whereabouts } from '@app/contract';
import type { Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccessView } from '../../access.view.ts';
import { toRecent, UNDO_HOURS } from './recent-move.rules.ts';
import type { TopicMove } from './topic-move.entity.ts';

export interface MovedPosts {
  /** What they had in the topic that they left. */
  numbers: number[];
  postIds: string[];
  /** Whether that topic leads to the other one now. */
  whole: boolean;
}

@Injectable()
export class WhereaboutsView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /**
   * Where a post is that once had this number, however often it was moved since; without a number, or for one
   * that stayed behind, where its whole topic went.
   *
   * @throws ProblemError `not-found` where it never moved, also for what the viewer may not see
   */
  async ofNumber(viewer: Viewer, topicId: string, number: number): Promise<Whereabouts> {
    const [found] = await this.db.query<Whereabouts[]>(
      `with recursive step as (
         select to_topic_id, to_number, 1 as steps from post_move where from_topic_id = $1 and from_number = $2
         union all
         select m.to_topic_id, m.to_number, steps + 1
         from step join post_move m on m.from_topic_id = step.to_topic_id and m.from_number = step.to_number
         where steps < 50
       ), moved as (
         select to_topic_id as id, to_number as number, steps from step
         union all
         select t.moved_to_id, coalesce((select min(to_number) from post_move
           where from_topic_id = t.id and to_topic_id = t.moved_to_id), 1), 0
         from topic t where t.id = $1 and t.moved_to_id is not null
       )
       select t.id as "topicId", t.slug, moved.number from moved join topic t on t.id = moved.id
       order by steps desc limit 1`,
      [topicId, number],
    );
    if (!found) throw new ProblemError('not-found');
    const refusal = await this.access.whyNotSeeTopic(viewer, found.topicId);
    if (refusal === 'topic-moved') return this.ofNumber(viewer, found.topicId, found.number);
    if (refusal) throw new ProblemError('not-found');
    return found;
  }

  /** @throws ProblemError `not-found`, also for what the viewer may not see */
  async ofPost(viewer: Viewer, postId: string): Promise<Whereabouts> {
    const [found] = await this.db.query<Whereabouts[]>(
      `select t.id as "topicId", t.slug, p.number from post p join topic t on t.id = p.topic_id where p.id = $1`,
      [postId],
    );
    const refusal = found ? await this.access.whyNotSeeTopic(viewer, found.topicId) : 'not-found';
    if (!found || refusal) throw new ProblemError(refusal ?? 'not-found');
    return found;
  }

  /** What a move means to those who look at its topics. */
  async moved(moveId: string, fromTopicId: string): Promise<MovedPosts> {
    const [moved] = await this.db.query<[MovedPosts]>(
      `select coalesce(array_agg(m.from_number order by m.from_number), '{}') as numbers,
         coalesce(array_agg(p.id::text order by m.to_number), '{}') as "postIds",
         (select moved_to_id is not null from topic where id = $2) as whole
       from post_move m join post p on p.topic_id = m.to_topic_id and p.number = m.to_number
       where m.move_id = $1 and m.from_topic_id = $2`,
      [moveId, fromTopicId],
    );
    return moved;
  }

  /** The moves out of or into a topic that can still be taken back, the latest first. */
  async recent(viewer: Viewer, topicId: string): Promise<RecentMove[]> {
    const refusal = await this.access.whyNotInTopic(viewer, 'moderate-topic', topicId);
    if (refusal) throw new ProblemError(refusal);
    const rows = await this.db.query<(TopicMove & { count: number })[]>(
      `select id, kind, from_topic_id as "fromTopicId", to_topic_id as "toTopicId", at,
         (select count(*)::int from post_move where move_id = topic_move.id) as count
       from topic_move
       where (from_topic_id = $1 or to_topic_id = $1) and undone_at is null
         and at > now() - make_interval(hours => $2)
       order by id desc`,
      [topicId, UNDO_HOURS],
    );
    return rows.map((row) => toRecent(row, row.count));
  }
}
