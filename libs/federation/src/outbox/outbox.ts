import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { KeysService } from '../actors/keys.service.ts';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { activityUuid } from './activity-uuid.ts';

export const DELIVER = 'federation:deliver';

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
   * Stores an activity with one delivery for each inbox. Actors of one server that share an inbox share
   * the delivery. The actor gets its key here, and with it is seen by other servers.
   */
  async send(
    tx: EntityManager,
    activity: OutgoingActivity,
    { followersOf, actors }: Recipients,
  ): Promise<void> {
    const { id, kind, actor, body, postId, revision } = activity;
    const [stored] = await tx.query<{ seq: string }[]>(
      `insert into ap_activity (id, kind, actor, body, post_id, revision) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing returning seq`,
      [id, kind, actor, body, postId ?? null, revision ?? null],
    );
    if (!stored) return;
    await this.keys.ensure(actor);
    const inboxes = await tx.query<{ inbox: string }[]>(
      `insert into ap_delivery (activity_seq, inbox)
       select $1, inbox from (
         select coalesce(a.shared_inbox, a.inbox) as inbox
         from ap_follower f join ap_actor a on a.id = f.follower where f.followed = any($2)
         union
         select coalesce(shared_inbox, inbox) from ap_actor where id = any($3)
       ) known
       returning inbox`,
      [stored.seq, followersOf, actors],
    );
    for (const { inbox } of inboxes) await orderDelivery(this.jobs, tx, inbox);
  }
}

/** One job at a time sends what waits for an inbox, so that order is kept and nothing is sent side by side. */
export async function orderDelivery(
  jobs: Jobs,
  tx: EntityManager,
  inbox: string,
  runAt?: Date,
): Promise<void> {
  const key = `${DELIVER}:${createHash('sha256').update(inbox).digest('hex').slice(0, 32)}`;
  await jobs.add(tx, DELIVER, { inbox }, { jobKey: key, queue: key, ...(runAt ? { runAt } : {}) });
}
