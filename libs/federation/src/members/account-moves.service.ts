import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { signedIn, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { ActorNews } from '../actors/actor-news.service.ts';
import { OtherAccounts } from './other-accounts.ts';
import { PresenceView } from './presence.view.ts';

/** A person whose account moves between servers takes their followers along; what they wrote stays. */
@Injectable()
export class AccountMoves {
  constructor(
    private readonly db: DataSource,
    private readonly presence: PresenceView,
    private readonly others: OtherAccounts,
    private readonly news: ActorNews,
  ) {}

  /**
   * Lets an account elsewhere say that it moved here.
   *
   * @param address `@name@host`, or the address of the account's page
   * @throws ProblemError remote-not-found, remote-unavailable, `too-many-aliases`
   */
  async addAlias(viewer: Viewer, address: string): Promise<void> {
    const { id } = await this.others.find(address);
    const rows = await this.db.query<unknown[]>(
      `insert into ap_member (account_id, also_known_as) values ($1, array[$2])
       on conflict (account_id) do update
         set also_known_as = array_append(array_remove(ap_member.also_known_as, $2), $2)
         where cardinality(ap_member.also_known_as) < 10
       returning account_id`,
      [signedIn(viewer), id],
    );
    if (rows.length === 0) throw new ProblemError('too-many-aliases');
    await this.tell(viewer);
  }

  async removeAlias(viewer: Viewer, id: string): Promise<void> {
    await this.db.query(
      `update ap_member set also_known_as = array_remove(also_known_as, $2) where account_id = $1`,
      [signedIn(viewer), id],
    );
    await this.tell(viewer);
  }

  /**
   * Sends a member's followers on to the account that takes this one's place. Only where that account names
   * this one as its own: otherwise anybody's followers could be sent to anybody.
   *
   * @throws ProblemError `alias-missing`, remote-not-found, remote-unavailable
   */
  async moveAway(viewer: Viewer, address: string): Promise<void> {
    const accountId = signedIn(viewer);
    const { actor } = await this.presence.actorOf(accountId);
    const { id: target, names } = await this.others.find(address);
    if (!names.includes(actor)) throw new ProblemError('alias-missing');
    await this.db.query(
      `insert into ap_member (account_id, moved_to) values ($1, $2)
       on conflict (account_id) do update set moved_to = excluded.moved_to`,
      [accountId, target],
    );
    await this.tell(viewer);
    await this.news.moved(actor, target);
  }

  /** This is the member's account again; followers who went stay where they are. */
  async stay(viewer: Viewer): Promise<void> {
    await this.db.query(`update ap_member set moved_to = null where account_id = $1`, [signedIn(viewer)]);
    await this.tell(viewer);
  }

  private async tell(viewer: Viewer): Promise<void> {
    const { actor } = await this.presence.actorOf(signedIn(viewer));
    await this.news.announce(actor, randomUUID());
  }
}
