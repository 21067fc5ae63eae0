import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { KeysService } from '../actors/keys.service.ts';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { activityUuid } from './activity-uuid.ts';

export const DELIVER = 'federation:deliver';

/** The one order for the time when something is due next. */
export const DELIVER_LATER = 'federation:deliver:later';

export interface OutgoingActivity {
  id: string;
  kind: string;
  actor: string;
  body: string;
  postId?: string;
  /** Which change of that post this tells of; the same one is sent once, however often a job runs. */
  revision?: number;
}

export interface Recipients {
  /** Actors of ours whose followers get it. */
  followersOf: string[];
  /** Actors elsewhere that get it whether they follow or not. */
  actors: string[];
  /** Inboxes that get it besides. */
  inboxes?: string[];
}

export interface Sending {
  activity: OutgoingActivity;
  to: Recipients;
}

/** The one place that stores activities and orders their delivery, inside the caller's transaction. */
@Injectable()
export class Outbox {
  constructor(
    private readonly jobs: Jobs,
    private readonly keys: KeysService,
    private readonly at: LocalAddresses,
  ) {}

  /** The id of an activity that answers or begins something; the same one for the same occasion. */
  idOf(kind: string, about: string): string {
    return this.at.activity(activityUuid(kind, about, 1));
  }

  /**
   * Stores activities with one delivery of each for each inbox. Actors of one server that share an inbox
   * share the delivery. The actors get their keys here, and with them are seen by other servers.
   *
   * Call it once in a transaction: inboxes are locked in one order, so that no two wait for each other.
   */
  async sendAll(tx: EntityManager, sendings: Sending[]): Promise<void> {
    const inboxes = new Set<string>();
    for (const { activity, to } of sendings)
      for (const inbox of await this.store(tx, activity, to)) inboxes.add(inbox);
    if (inboxes.size === 0) return;
    // Whoever has to wait, because its server did not answer, goes on waiting.
    await tx.query(
      `insert into ap_destination (inbox, host, next_at)
       select inbox, substring(inbox from '^https?://([^/]+)'), now() from unnest($1::text[]) as inbox
       order by inbox
       on conflict (inbox) do update set next_at = coalesce(ap_destination.next_at, now())`,
      [[...inboxes]],
    );
    await this.jobs.add(tx, DELIVER, {});
  }

  send(tx: EntityManager, activity: OutgoingActivity, to: Recipients): Promise<void> {
    return this.sendAll(tx, [{ activity, to }]);
  }

  /** @returns the inboxes that it goes to */
  private async store(
    tx: EntityManager,
    { id, kind, actor, body, postId, revision }: OutgoingActivity,
    { followersOf, actors, inboxes = [] }: Recipients,
  ): Promise<string[]> {
    const [stored] = await tx.query<{ seq: string }[]>(
      `insert into ap_activity (id, kind, actor, body, post_id, revision) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing returning seq`,
      [id, kind, actor, body, postId ?? null, revision ?? null],
    );
    if (!stored) return [];
    await this.keys.ensure(actor);
    const rows = await tx.query<{ inbox: string }[]>(
      `insert into ap_delivery (activity_seq, inbox)
       select $1, inbox from (
         select coalesce(a.shared_inbox, a.inbox) as inbox
         from ap_follower f join ap_actor a on a.id = f.follower where f.followed = any($2)
         union
         select coalesce(shared_inbox, inbox) from ap_actor where id = any($3)
         union
         select unnest($4::text[])
       ) known
       where inbox ~ '^https?://[^/]+/' and not exists (
         select from ap_peer p
         where p.host = substring(inbox from '^https?://([^/]+)') and p.paused_at is not null)
       returning inbox`,
      [stored.seq, followersOf, actors, inboxes],
    );
    return rows.map(({ inbox }) => inbox);
  }
}
