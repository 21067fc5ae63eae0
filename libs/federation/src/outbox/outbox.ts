import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { KeysService } from '../actors/keys.service.ts';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { activityUuid } from './activity-uuid.ts';

export const DELIVER = 'federation:deliver';

/** The one order for the time when something is due next. */
export const DELIVER_LATER = 'federation:deliver:later';

/** The order to tell anew of a post that changed without an edit. */
export const TELL_AGAIN = 'federation:tell-again';

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

/**
 * Everything in one statement, because a round trip for each of these steps costs more than the steps: the
 * activities, one delivery of each for each inbox, and the inboxes as due. Whoever has to wait, because its
 * server did not answer, goes on waiting; nothing is kept for servers that are paused.
 */
const STORE = `
  with given as (
    select * from rows from (json_to_recordset($1::json) as (
      id text, kind text, actor text, body text, "postId" bigint, revision int,
      "followersOf" text[], actors text[], inboxes text[]
    )) with ordinality as given (
      id, kind, actor, body, "postId", revision, "followersOf", actors, inboxes, place)
  ), stored as (
    insert into ap_activity (id, kind, actor, body, post_id, revision)
    select id, kind, actor, body, "postId", revision from given order by place
    on conflict do nothing returning id, seq
  ), queued as (
    insert into ap_delivery (activity_seq, inbox)
    select stored.seq, known.inbox from stored join given using (id) cross join lateral (
      select coalesce(a.shared_inbox, a.inbox) as inbox
      from ap_follower f join ap_actor a on a.id = f.follower where f.followed = any(given."followersOf")
      union
      select coalesce(shared_inbox, inbox) from ap_actor where id = any(given.actors)
      union
      select unnest(given.inboxes)
    ) known
    where known.inbox ~ '^https?://[^/]+/' and not exists (
      select from ap_peer p
      where p.host = substring(known.inbox from '^https?://([^/]+)') and p.paused_at is not null)
    order by stored.seq
    on conflict do nothing returning inbox
  ), due as (
    insert into ap_destination (inbox, host, next_at)
    select inbox, substring(inbox from '^https?://([^/]+)'), now()
    from (select distinct inbox from queued) as each order by inbox
    on conflict (inbox) do update set next_at = coalesce(ap_destination.next_at, now())
  )
  select exists (select from queued) as ordered`;

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
    if (sendings.length === 0) return;
    for (const actor of new Set(sendings.map(({ activity }) => activity.actor))) await this.keys.give(actor);
    const rows = sendings.map(({ activity, to }) => ({ ...activity, ...to }));
    const [{ ordered }] = await tx.query<[{ ordered: boolean }]>(STORE, [JSON.stringify(rows)]);
    if (ordered) await this.jobs.add(tx, DELIVER, {});
  }

  /** Has a post told anew at a time, once for each occasion: a later order takes the place of one that waits. */
  async tellAgain(
    tx: EntityManager,
    postId: string,
    { at, occasion }: { at: Date; occasion: string },
  ): Promise<void> {
    const jobKey = `${TELL_AGAIN}:${postId}:${occasion}`;
    await this.jobs.add(tx, TELL_AGAIN, { postId }, { runAt: at, jobKey });
  }

  send(tx: EntityManager, activity: OutgoingActivity, to: Recipients): Promise<void> {
    return this.sendAll(tx, [{ activity, to }]);
  }
}
