import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { RemoteFollow } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { DataSource } from 'typeorm';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { follow } from '../documents/activities.rules.ts';
import { Outbox } from '../outbox/outbox.ts';
import { RemoteCategories } from './remote-categories.ts';

@Injectable()
export class FollowsService {
  constructor(
    private readonly db: DataSource,
    private readonly remote: RemoteCategories,
    private readonly outbox: Outbox,
    private readonly at: LocalAddresses,
  ) {}

  /**
   * Follows a category of another server on behalf of everybody here. Asking for one that is followed
   * already changes nothing; asking again after a refusal asks its server again.
   *
   * @throws ProblemError sign-in-required, remote-not-found, remote-unavailable
   */
  async follow(viewer: Viewer, address: string): Promise<RemoteFollow> {
    const accountId = signedIn(viewer);
    const { categoryId, group } = await this.remote.find(address);
    const category = `${group.handle.toLowerCase()}@${new URL(group.id).host}`;
    const state = await this.db.transaction(async (tx) => {
      const id = this.outbox.idOf('Follow', randomUUID());
      const [asked] = await tx.query<{ state: RemoteFollow['state'] }[]>(
        `insert into ap_follow (category_id, actor, activity_id, requested_by_id) values ($1, $2, $3, $4)
         on conflict (category_id) do update set activity_id = excluded.activity_id, state = 'pending'
           where ap_follow.state = 'rejected'
         returning state`,
        [categoryId, group.id, id, accountId],
      );
      if (asked) {
        const actor = this.at.instance;
        const body = follow(id, actor, group.id);
        await this.outbox.send(
          tx,
          { id, kind: 'Follow', actor, body },
          { followersOf: [], actors: [group.id] },
        );
        return asked.state;
      }
      const [known] = await tx.query<[{ state: RemoteFollow['state'] }]>(
        `select state from ap_follow where category_id = $1`,
        [categoryId],
      );
      return known.state;
    });
    return { category, state };
  }
}
