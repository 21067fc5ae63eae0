import { Injectable } from '@nestjs/common';
import type { FollowState } from '@app/contract';
import type { Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { ReadingService } from './reading.service.ts';

@Injectable()
export class BranchesService {
  constructor(
    private readonly db: DataSource,
    private readonly reading: ReadingService,
  ) {}

  /**
   * Marks a post and everything that answers it, directly or not, as read.
   *
   * @throws ProblemError a refusal of the policy
   */
  async markRead(viewer: Viewer, topicId: string, number: number): Promise<FollowState> {
    if (!(number > 0 && number < 2 ** 31)) throw new ProblemError('not-found');
    const rows = await this.db.query<{ first: number; last: number }[]>(
      `with recursive branch (number) as (
         select $2::int
         union
         select p.number from branch join post p on p.topic_id = $1 and p.reply_to_number = branch.number
       )
       select lower(part) as first, upper(part) - 1 as last
       from unnest((select range_agg(int4range(number, number, '[]')) from branch)) as part`,
      [topicId, number],
    );
    return this.reading.markRead(viewer, topicId, {
      ranges: rows.map(({ first, last }): [number, number] => [first, last]),
    });
  }
}
