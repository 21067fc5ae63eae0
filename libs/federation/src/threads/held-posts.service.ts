import { Injectable } from '@nestjs/common';
import type { OutsidePolicy } from '@app/contract';
import { signedIn, staffOnly, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import type { ApHeldPost } from './ap-held-post.entity.ts';
import { Relay } from './relay.ts';
import { ThreadsService } from './threads.service.ts';

type Held = Pick<ApHeldPost, 'uri' | 'groupActor' | 'document' | 'announcer' | 'inboxId'>;

/** What moderators decide about posts of strangers on other servers. */
@Injectable()
export class HeldPosts {
  constructor(
    private readonly db: DataSource,
    private readonly threads: ThreadsService,
    private readonly relay: Relay,
  ) {}

  /**
   * Puts a held post into its thread, or tells its author that it is not taken. The first decision counts.
   *
   * @throws ProblemError staff-only, not-found when nothing waits under this id
   */
  async decide(viewer: Viewer, id: string, isAccepted: boolean): Promise<void> {
    staffOnly(viewer);
    const [rows] = await this.db.query<[Held[], number]>(
      `update ap_held_post set decision = $2, decided_by_id = $3 where id = $1 and decision is null
       returning uri, group_actor as "groupActor", document, announcer, inbox_id as "inboxId"`,
      [id, isAccepted ? 'accepted' : 'refused', signedIn(viewer)],
    );
    const held = rows[0];
    if (!held) throw new ProblemError('not-found');
    const { uri, groupActor, document: given, announcer, inboxId } = held;
    if (isAccepted) await this.threads.take(uri, { announcer, inboxId, given, isAsked: true });
    else await this.relay.refuse(groupActor, inboxId, 'not-allowed');
  }

  /**
   * Says whose posts a category of ours takes from other servers.
   *
   * @param slug its address
   * @throws ProblemError staff-only, not-found where no other server can write
   */
  async setPolicy(viewer: Viewer, slug: string, policy: OutsidePolicy): Promise<void> {
    staffOnly(viewer);
    const [category] = await this.db.query<{ id: string }[]>(
      `select id from category where slug = $1 and domain = '' and federated`,
      [slug],
    );
    if (!category) throw new ProblemError('not-found');
    if (policy === 'open')
      await this.db.query(`delete from ap_category_policy where category_id = $1`, [category.id]);
    else
      await this.db.query(
        `insert into ap_category_policy (category_id, policy) values ($1, $2)
         on conflict (category_id) do update set policy = excluded.policy`,
        [category.id, policy],
      );
  }
}
