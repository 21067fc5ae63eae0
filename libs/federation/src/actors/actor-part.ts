import { Injectable } from '@nestjs/common';
import { AccountParts, type ExportFile } from '@app/identity';
import { DataSource, type EntityManager } from 'typeorm';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { around } from '../documents/activities.rules.ts';
import { PUBLIC } from '../documents/context.rules.ts';
import { activityUuid } from '../outbox/activity-uuid.ts';
import { Outbox } from '../outbox/outbox.ts';

/** What other servers know of an account: they are told when it goes. */
@Injectable()
export class ActorPart {
  constructor(
    parts: AccountParts,
    private readonly db: DataSource,
    private readonly outbox: Outbox,
    private readonly at: LocalAddresses,
  ) {
    parts.add(this);
  }

  async collect(accountId: string): Promise<ExportFile[]> {
    const actor = await this.actorOf(this.db.manager, accountId);
    if (actor === null) return [];
    const followers = await this.db.query<{ follower: string }[]>(
      `select follower from ap_follower where followed = $1 order by created_at`,
      [actor],
    );
    return [
      {
        path: 'fediverse.json',
        content: { json: { actor, followers: followers.map((one) => one.follower) } },
      },
    ];
  }

  /** Every server that ever got something of theirs is told; the key stays, because it signs that. */
  async forget(tx: EntityManager, accountId: string): Promise<void> {
    const actor = await this.actorOf(tx, accountId);
    if (actor === null) return;
    const id = this.at.activity(activityUuid('Delete', actor, 1));
    const body = around({ id, type: 'Delete', actor, to: [PUBLIC] }, JSON.stringify(actor));
    const rows = await tx.query<{ inbox: string }[]>(
      `select distinct d.inbox from ap_activity a join ap_delivery d on d.activity_seq = a.seq
       where a.actor = $1 or a.post_id in (select id from post where author_id = $2)`,
      [actor, accountId],
    );
    const inboxes = rows.map(({ inbox }) => inbox);
    await this.outbox.send(
      tx,
      { id, kind: 'DeleteActor', actor, body },
      { followersOf: [actor], actors: [], inboxes },
    );
    await tx.query(`delete from ap_follower where followed = $1`, [actor]);
  }

  /** Null for those whom nobody elsewhere ever saw. */
  private async actorOf(tx: EntityManager, accountId: string): Promise<string | null> {
    const [row] = await tx.query<{ actor: string }[]>(
      `select k.actor from account a join ap_key k on k.actor = $2 || a.uuid where a.id = $1`,
      [accountId, this.at.account('')],
    );
    return row?.actor ?? null;
  }
}
