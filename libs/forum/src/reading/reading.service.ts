import { Injectable } from '@nestjs/common';
import { signedIn, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccessView } from '../access.view.ts';

@Injectable()
export class ReadingService {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /**
   * Adds post numbers to what the viewer has read. Numbers that the topic does not have are left out.
   *
   * @param ranges both ends included
   * @throws ProblemError a refusal of the policy
   */
  async markRead(viewer: Viewer, topicId: string, ranges: [number, number][]): Promise<void> {
    const accountId = signedIn(viewer);
    const refusal = await this.access.whyNotSeeTopic(viewer, topicId);
    if (refusal) throw new ProblemError(refusal);
    // One statement, so one transaction: two tabs' marks are both kept.
    await this.db.query(
      `insert into topic_reading (account_id, topic_id, read)
       select $1, t.id, coalesce(range_agg(int4range(marked.first, least(marked.last, t.last_number), '[]')), '{}')
       from topic t left join unnest($3::int[], $4::int[]) as marked (first, last) on marked.first <= t.last_number
       where t.id = $2 group by t.id
       on conflict (account_id, topic_id) do update
         set read = topic_reading.read + excluded.read, last_visit_at = now()`,
      [accountId, topicId, ranges.map(([first]) => clip(first)), ranges.map(([, last]) => clip(last))],
    );
  }
}

/** The greatest number that a post may have, as PostgreSQL's int. */
const GREATEST = 2 ** 31 - 2;

function clip(number: number): number {
  return Math.min(number, GREATEST);
}
