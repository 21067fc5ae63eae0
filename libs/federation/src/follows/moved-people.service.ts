import { Injectable } from '@nestjs/common';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { RemoteActorsService } from '../actors/remote-actors.service.ts';
import { PeopleService } from './people.service.ts';

/** Members who follow somebody go on following them where they moved to. */
@Injectable()
export class MovedPeople {
  constructor(
    private readonly db: DataSource,
    private readonly actors: RemoteActorsService,
    private readonly people: PeopleService,
  ) {}

  /**
   * @param from the id of the old account, and `to` of the new one; both name each other
   * @throws RemoteFailure
   */
  async follow(from: string, to: string): Promise<void> {
    const followers = await this.db.query<{ accountId: string; old: string }[]>(
      `select f.account_id as "accountId", a.handle || '@' || a.domain as old
       from ap_person_follow f join account a on a.id = f.target_id where a.uri = $1`,
      [from],
    );
    if (followers.length === 0) return;
    const [now] = await this.db.query<[{ address: string }]>(
      `select handle || '@' || domain as address from account where id = $1`,
      [await this.actors.account(to)],
    );
    for (const { accountId, old } of followers) {
      const viewer = { accountId, role: 'member' as const, groupIds: [] };
      try {
        await this.people.follow(viewer, now.address);
      } catch (error) {
        // Whoever blocked a member at the new address, or cannot be followed, is not followed there.
        if (!(error instanceof ProblemError)) throw error;
      }
      await this.people.unfollow(viewer, old);
    }
  }
}
