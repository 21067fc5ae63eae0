import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import { DataSource } from 'typeorm';
import { TellingService } from '../told/telling.service.ts';

/** A review that came while the server was off is told of for so long; what is older is old news. */
const LATE_DAYS = 14;

@Injectable()
export class DecisionNewsService {
  constructor(
    private readonly db: DataSource,
    private readonly telling: TellingService,
    jobs: Jobs,
  ) {
    jobs.daily('notifications:decision-reviews', () => this.reviewsDue());
  }

  /**
   * Reminds whoever sees to a decision, or proposed it where nobody does, on the day on which it is to be
   * looked at again. Once: nobody is told the same thing twice.
   */
  private async reviewsDue(): Promise<void> {
    const due = await this.db.query<{ id: string; topicId: string; accountId: string }[]>(
      `select d.id, d.topic_id as "topicId", coalesce(d.owner_id, p.author_id) as "accountId"
       from decision d join proposal p on p.id = d.proposal_id
       where d.review_on between current_date - ${LATE_DAYS} and current_date order by d.review_on, d.id`,
    );
    for (const { id, topicId, accountId } of due) {
      await this.telling.tell({ kind: 'decision-review', topicId, source: `decision-review:${id}` }, [
        accountId,
      ]);
    }
  }
}
