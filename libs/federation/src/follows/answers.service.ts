import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { APPLIED, ignored, type Outcome } from '../inbox/outcome.ts';

export const BACKFILL = 'federation:backfill';

interface Answer {
  /** Who answers, proven. */
  actor: string;
  /** The Follow that is answered, and whom it was for: an answer has at least one of them. */
  activityId: string | null;
  followed: string | null;
}

@Injectable()
export class AnswersService {
  constructor(
    private readonly db: DataSource,
    private readonly jobs: Jobs,
  ) {}

  /** Notes what somebody answered to a member, or a Group to our Follow. What it has to show is read once it agreed. */
  async answered(state: 'accepted' | 'rejected', { actor, activityId, followed }: Answer): Promise<Outcome> {
    return this.db.transaction(async (tx) => {
      const [rows] = await tx.query<[{ categoryId: string }[], number]>(
        `update ap_follow set state = $1 where actor = $2 and (activity_id = $3 or $4 = $2)
         returning category_id as "categoryId"`,
        [state, actor, activityId, followed],
      );
      const [row] = rows;
      if (!row) return this.toMember(tx, state, { actor, activityId });
      if (state === 'accepted')
        await this.jobs.add(tx, BACKFILL, { group: actor }, { jobKey: `${BACKFILL}:${row.categoryId}` });
      return APPLIED;
    });
  }

  private async toMember(
    tx: EntityManager,
    state: 'accepted' | 'rejected',
    { actor, activityId }: { actor: string; activityId: string | null },
  ): Promise<Outcome> {
    const [, changed] = await tx.query<[unknown, number]>(
      `update ap_person_follow f set state = $1 from account a
       where a.id = f.target_id and a.uri = $2 and f.activity_id = $3`,
      [state, actor, activityId],
    );
    if (changed === 0) return ignored('an answer to nothing');
    if (state === 'accepted')
      await this.jobs.add(tx, BACKFILL, { group: actor }, { jobKey: `${BACKFILL}:${actor.slice(-200)}` });
    return APPLIED;
  }
}
