import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { PersonFollow } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { DataSource, type EntityManager } from 'typeorm';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { follow, undo } from '../documents/activities.rules.ts';
import { Outbox } from '../outbox/outbox.ts';
import { RemotePeople } from './remote-people.ts';

type State = PersonFollow['state'];

@Injectable()
export class PeopleService {
  constructor(
    private readonly db: DataSource,
    private readonly people: RemotePeople,
    private readonly outbox: Outbox,
    private readonly at: LocalAddresses,
  ) {}

  /**
   * Follows somebody, here at once, elsewhere as soon as their server agrees. Asking twice changes nothing;
   * asking again after a refusal asks their server again.
   *
   * @param address `name` of a member, or `name@host` of somebody who is known here
   * @throws ProblemError not-found, not-allowed for oneself and where they blocked the member
   */
  async follow(viewer: Viewer, address: string): Promise<PersonFollow> {
    const accountId = signedIn(viewer);
    const target = await this.people.toFollow(viewer, address);
    const state = await this.db.transaction(async (tx) => {
      const activityId = target.uri && this.outbox.idOf('Follow', randomUUID());
      const [asked] = await tx.query<{ state: State }[]>(
        `insert into ap_person_follow (account_id, target_id, activity_id, state) values ($1, $2, $3, $4)
         on conflict (account_id, target_id) do update set activity_id = excluded.activity_id, state = 'pending'
           where ap_person_follow.state = 'rejected'
         returning state`,
        [accountId, target.id, activityId, target.uri ? 'pending' : 'accepted'],
      );
      if (!asked) return (await stateOf(tx, accountId, target.id)) ?? 'pending';
      if (target.uri && activityId) {
        const actor = await this.actorOf(tx, accountId);
        const body = follow(activityId, actor, target.uri);
        const to = { followersOf: [], actors: [target.uri] };
        await this.outbox.send(tx, { id: activityId, kind: 'Follow', actor, body }, to);
      }
      return asked.state;
    });
    return { state };
  }

  /** Follows somebody no longer, and says so to their server. */
  async unfollow(viewer: Viewer, address: string): Promise<void> {
    const accountId = signedIn(viewer);
    const target = await this.people.known(viewer, address);
    await this.db.transaction(async (tx) => {
      const [rows] = await tx.query<[{ activityId: string | null }[], number]>(
        `delete from ap_person_follow where account_id = $1 and target_id = $2 returning activity_id as "activityId"`,
        [accountId, target.id],
      );
      const activityId = rows[0]?.activityId;
      if (!activityId || !target.uri) return;
      const actor = await this.actorOf(tx, accountId);
      const id = this.outbox.idOf('Undo', activityId);
      const inner = JSON.stringify({ id: activityId, type: 'Follow', actor, object: target.uri });
      const body = undo(id, actor, inner, this.at);
      await this.outbox.send(
        tx,
        { id, kind: 'Undo', actor, body },
        { followersOf: [], actors: [target.uri] },
      );
    });
  }

  private async actorOf(tx: EntityManager, accountId: string): Promise<string> {
    const [row] = await tx.query<[{ uuid: string }]>(`select uuid from account where id = $1`, [accountId]);
    return this.at.account(row.uuid);
  }
}

async function stateOf(tx: EntityManager, accountId: string, targetId: string): Promise<State | null> {
  const [row] = await tx.query<{ state: State }[]>(
    `select state from ap_person_follow where account_id = $1 and target_id = $2`,
    [accountId, targetId],
  );
  return row?.state ?? null;
}
