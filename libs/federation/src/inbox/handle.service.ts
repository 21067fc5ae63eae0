import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { parseActivity } from '../mapping/activity.ts';
import { readJson } from '../mapping/wire.ts';
import { RemoteFailure } from '../net/remote-failure.ts';
import { ApInbox } from './ap-inbox.entity.ts';
import { InboxRouter } from './inbox-router.ts';
import { ignored, type Outcome } from './outcome.ts';

@Injectable()
export class HandleService {
  constructor(
    private readonly db: DataSource,
    private readonly router: InboxRouter,
  ) {}

  /**
   * Handles a stored message and keeps beside it what became of it.
   *
   * @throws RemoteFailure when another server has to be asked and may answer later
   */
  async handle(inboxId: string): Promise<void> {
    const stored = await this.db.getRepository(ApInbox).findOneBy({ id: inboxId, state: 'received' });
    if (!stored) return;
    const { state, reason } = await this.outcome(stored);
    await this.db.query(`update ap_inbox set state = $2, reason = $3, ended_at = now() where id = $1`, [
      inboxId,
      state,
      reason,
    ]);
  }

  private async outcome({ id: inboxId, actor, body }: ApInbox): Promise<Outcome> {
    const activity = parseActivity(readJson(body));
    if (!activity) return ignored('not an activity');
    try {
      return await this.router.route({ inboxId, actor, activity });
    } catch (error) {
      if (error instanceof RemoteFailure && !error.mayPass) return ignored(error.message);
      throw error;
    }
  }
}
