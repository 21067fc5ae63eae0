import { Injectable } from '@nestjs/common';
import type { FollowState, ReadRanges } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccessView } from '../access.view.ts';
import { followState } from './follow-state.rules.ts';

@Injectable()
export class ReadingService {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /**
   * Adds post numbers to what the viewer has read. Numbers that the topic does not have are left out. Who
   * has stayed for a while tracks the topic from then on, unless they chose otherwise for it or its category.
   *
   * @param ranges both ends included
   * @throws ProblemError a refusal of the policy
   */
  async markRead(
    viewer: Viewer,
    topicId: string,
    { ranges, stayed = false }: ReadRanges,
  ): Promise<FollowState> {
    const accountId = signedIn(viewer);
    const refusal = await this.access.whyNotSeeTopic(viewer, topicId);
    if (refusal) throw new ProblemError(refusal);
    // One statement, so one transaction: two tabs' marks are both kept.
    const [row] = await this.db.query<[Parameters<typeof followState>[0]]>(
      `with topic_now as (
         select t.id, t.last_number,
           (select level from category_follow where account_id = $1 and category_id = t.category_id) as category_level
         from topic t where t.id = $2
       )
       insert into topic_reading as r (account_id, topic_id, read, level, level_source)
       select $1, t.id, coalesce(range_agg(int4range(marked.first, least(marked.last, t.last_number), '[]')), '{}'),
         case when $5 and t.category_level is null then 'track' end,
         case when $5 and t.category_level is null then 'read' end
       from topic_now t
         left join unnest($3::int[], $4::int[]) as marked (first, last) on marked.first <= t.last_number
       group by t.id, t.category_level
       on conflict (account_id, topic_id) do update set
         read = r.read + excluded.read,
         unread = (r.unread or (r.level_source is null and excluded.level = 'track'))
           and not (r.read + excluded.read) @> (select int4range(1, last_number, '[]') from topic_now),
         level = case when r.level_source is null then excluded.level else r.level end,
         level_source = coalesce(r.level_source, excluded.level_source),
         earlier_visit_at = case when r.last_visit_at < now() - interval '30 minutes' then r.last_visit_at
           else r.earlier_visit_at end,
         last_visit_at = now()
       returning r.level, r.level_source as source, (select category_level from topic_now) as "categoryLevel"`,
      [
        accountId,
        topicId,
        ranges.map(([first]) => clip(first)),
        ranges.map(([, last]) => clip(last)),
        stayed,
      ],
    );
    return followState(row);
  }
}

/** The greatest number that a post may have, as PostgreSQL's int. */
const GREATEST = 2 ** 31 - 2;

function clip(number: number): number {
  return Math.min(number, GREATEST);
}
