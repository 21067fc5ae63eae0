import { Injectable } from '@nestjs/common';
import type { NumberAt, Timeline } from '@app/contract';
import type { Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccessView } from '../access.view.ts';

/** As many as a rail can show. */
const MARKS = 60;

@Injectable()
export class TimelineView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /**
   * The dates of evenly spaced posts.
   *
   * @throws ProblemError a refusal of the policy
   */
  async marks(viewer: Viewer, topicId: string): Promise<Timeline> {
    await this.refuse(viewer, topicId);
    const rows = await this.db.query<{ number: number; at: Date }[]>(
      `select distinct on (post.number) post.number, post.created_at as at
       from topic t
         cross join generate_series(0, $2::int) as step
         cross join lateral (
           select number, created_at from post
           where topic_id = t.id and number >= 1 + (t.last_number - 1)::bigint * step / $2::int
           order by number limit 1) post
       where t.id = $1 order by post.number`,
      [topicId, MARKS - 1],
    );
    return rows.map(({ number, at }) => ({ number, at: at.toISOString() }));
  }

  /**
   * The first post at or after a moment, or else the last one.
   *
   * @throws ProblemError a refusal of the policy
   */
  async numberAt(viewer: Viewer, topicId: string, date: string): Promise<NumberAt> {
    await this.refuse(viewer, topicId);
    const [row] = await this.db.query<{ number: number }[]>(
      `select coalesce(
         (select number from post where topic_id = t.id and created_at >= $2
          order by created_at, number limit 1), t.last_number) as number
       from topic t where t.id = $1`,
      [topicId, date],
    );
    return { number: row?.number ?? 1 };
  }

  private async refuse(viewer: Viewer, topicId: string): Promise<void> {
    const refusal = await this.access.whyNotSeeTopic(viewer, topicId);
    if (refusal) throw new ProblemError(refusal);
  }
}
