import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FediverseChoices } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { KeysService } from '../actors/keys.service.ts';
import { around } from '../documents/activities.rules.ts';
import { Outbox, type Sending } from '../outbox/outbox.ts';
import { HAS_WRITTEN, PresenceView } from './presence.view.ts';

@Injectable()
export class PresenceService {
  constructor(
    private readonly db: DataSource,
    private readonly presence: PresenceView,
    private readonly keys: KeysService,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Shows a member to other servers or hides them, and says whether those hear what the member likes.
   *
   * @throws ProblemError `seen-by-posts` for hiding somebody whose posts are on other servers
   */
  async choose(viewer: Viewer, { visible, tellsLikes }: FediverseChoices): Promise<void> {
    const accountId = signedIn(viewer);
    const { actor } = await this.presence.actorOf(accountId);
    await this.db.transaction(async (tx) => {
      const [{ written }] = await tx.query<[{ written: boolean }]>(
        `select ${HAS_WRITTEN} as written from account where id = $1`,
        [accountId, actor],
      );
      if (!visible && written) throw new ProblemError('seen-by-posts');
      await tx.query(
        `insert into ap_member (account_id, visible, tells_likes) values ($1, $2, $3)
         on conflict (account_id) do update set visible = excluded.visible, tells_likes = excluded.tells_likes`,
        [accountId, visible, tellsLikes],
      );
      if (!visible) await this.leaveFollowers(tx, actor);
    });
    if (visible) await this.keys.give(actor);
  }

  /** A server that is told that its follower follows nobody any more asks for nothing again. */
  private async leaveFollowers(tx: EntityManager, actor: string): Promise<void> {
    const [rows] = await tx.query<[{ follower: string; activityId: string }[], number]>(
      `delete from ap_follower where followed = $1 returning follower, activity_id as "activityId"`,
      [actor],
    );
    const sendings = rows.map(({ follower, activityId }): Sending => {
      const id = this.outbox.idOf('Reject', randomUUID());
      const inner = { id: activityId, type: 'Follow', actor: follower, object: actor };
      const body = around({ id, type: 'Reject', actor, to: [follower] }, JSON.stringify(inner));
      return { activity: { id, kind: 'Reject', actor, body }, to: { followersOf: [], actors: [follower] } };
    });
    await this.outbox.sendAll(tx, sendings);
  }
}
