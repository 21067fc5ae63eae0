import { Injectable } from '@nestjs/common';
import type { FediversePresence } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { DataSource } from 'typeorm';
import { LocalAddresses } from '../addresses/local-addresses.ts';

/** That an actor of ours wrote something that other servers have; `$2` is the actor. */
export const HAS_WRITTEN = `exists (select from ap_activity w where w.actor = $2 and w.kind = 'Create')`;

@Injectable()
export class PresenceView {
  constructor(
    private readonly db: DataSource,
    private readonly at: LocalAddresses,
  ) {}

  /** How other servers see a member, and what the member chose about that. */
  async of(viewer: Viewer): Promise<FediversePresence> {
    const accountId = signedIn(viewer);
    const { handle, actor } = await this.actorOf(accountId);
    const [row] = await this.db.query<
      [Omit<FediversePresence, 'address' | 'visible'> & { isShown: boolean }]
    >(
      `select ${HAS_WRITTEN} as "hasWritten",
         exists (select from ap_key where actor = $2) and coalesce(m.visible, true) as "isShown",
         coalesce(m.tells_likes, true) as "tellsLikes", coalesce(m.also_known_as, '{}') as aliases,
         m.moved_to as "movedTo",
         (select count(*)::int from ap_follower f where f.followed = $2) as followers
       from account a left join ap_member m on m.account_id = a.id where a.id = $1`,
      [accountId, actor],
    );
    const { isShown, ...presence } = row;
    const address = `@${handle}@${new URL(this.at.origin).host}`;
    return { ...presence, address, visible: isShown || row.hasWritten };
  }

  async actorOf(accountId: string): Promise<{ handle: string; actor: string }> {
    const [row] = await this.db.query<[{ uuid: string; handle: string }]>(
      `select uuid, handle from account where id = $1`,
      [accountId],
    );
    return { handle: row.handle, actor: this.at.account(row.uuid) };
  }
}
