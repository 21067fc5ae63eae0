import { Injectable } from '@nestjs/common';
import { signedIn, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccessView } from '../access.view.ts';

@Injectable()
export class PinsService {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /**
   * Lets a pinned topic sink to its place in one reader's lists, or brings it up again. Pinned anew, it is on
   * top for everybody.
   *
   * @throws ProblemError `sign-in-required`, a refusal of the policy
   */
  async show(viewer: Viewer, topicId: string, shown: boolean): Promise<void> {
    const accountId = signedIn(viewer);
    const refusal = await this.access.whyNotSeeTopic(viewer, topicId);
    if (refusal) throw new ProblemError(refusal);
    await this.db.query(
      `insert into topic_reading (account_id, topic_id, last_visit_at, unpinned_at)
       values ($1, $2, null, case when not $3::boolean then now() end)
       on conflict (account_id, topic_id) do update set unpinned_at = excluded.unpinned_at`,
      [accountId, topicId, shown],
    );
  }
}
