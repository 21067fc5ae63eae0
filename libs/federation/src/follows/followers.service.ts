import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LocalActorsView } from '../actors/local-actors.view.ts';
import { RemoteActorsService } from '../actors/remote-actors.service.ts';
import { accept } from '../documents/activities.rules.ts';
import { APPLIED, ignored, type Outcome } from '../inbox/outcome.ts';
import { Outbox } from '../outbox/outbox.ts';

interface Following {
  followed: string;
  follower: string;
  /** The id of their Follow. */
  activityId: string;
}

@Injectable()
export class FollowersService {
  constructor(
    private readonly db: DataSource,
    private readonly actors: RemoteActorsService,
    private readonly locals: LocalActorsView,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Lets an actor elsewhere follow one of ours and says so: everything here that can be followed is public.
   *
   * @throws RemoteFailure when the follower cannot be looked up
   */
  async add({ followed, follower, activityId }: Following): Promise<Outcome> {
    if (!(await this.locals.canBeFollowed(followed))) return ignored('nobody here to follow');
    await this.actors.find(follower);
    const id = this.outbox.idOf('Accept', activityId);
    const asked = { id: activityId, actor: follower, object: followed };
    await this.db.transaction(async (tx) => {
      await tx.query(
        `insert into ap_follower (followed, follower, activity_id) values ($1, $2, $3)
         on conflict (followed, follower) do update set activity_id = excluded.activity_id`,
        [followed, follower, activityId],
      );
      const body = accept({ id, actor: followed }, asked);
      await this.outbox.send(
        tx,
        { id, kind: 'Accept', actor: followed, body },
        { followersOf: [], actors: [follower] },
      );
    });
    return APPLIED;
  }

  /** Ends a following, named by whom it was about or by the Follow that began it. */
  async remove(
    follower: string,
    { followed, activityId }: { followed: string | null; activityId: string | null },
  ): Promise<Outcome> {
    const [, removed] = await this.db.query<[unknown, number]>(
      `delete from ap_follower where follower = $1 and (followed = $2 or activity_id = $3)`,
      [follower, followed, activityId],
    );
    return removed > 0 ? APPLIED : ignored('nothing to undo');
  }
}
