import { Injectable } from '@nestjs/common';
import type { Reacted, ReactionKind } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { EventLog, ProblemError } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { whyNot } from '../access.rules.ts';
import { lockPostAlone } from '../posts/lock-post.ts';
import { ownReactions } from './post-marks.ts';
import { recount } from './recount.ts';

@Injectable()
export class ReactionsService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
  ) {}

  /**
   * Adds the viewer's reaction of one kind to a post. Doing it twice is doing it once.
   *
   * @throws ProblemError a refusal of the policy
   */
  async add(viewer: Viewer, postId: string, kind: ReactionKind): Promise<Reacted> {
    return this.change(viewer, postId, (tx, accountId) =>
      tx.query(
        `insert into reaction (post_id, account_id, kind) values ($1, $2, $3)
         on conflict do nothing returning 1`,
        [postId, accountId, kind],
      ),
    );
  }

  /** Takes the viewer's reaction of one kind away again. Doing it twice is doing it once. */
  async remove(viewer: Viewer, postId: string, kind: ReactionKind): Promise<Reacted> {
    return this.change(viewer, postId, async (tx, accountId) => {
      const [gone] = await tx.query<[unknown[], number]>(
        `delete from reaction where post_id = $1 and account_id = $2 and kind = $3 returning 1`,
        [postId, accountId, kind],
      );
      return gone;
    });
  }

  /** @param write answers a row for what it changed */
  private async change(
    viewer: Viewer,
    postId: string,
    write: (tx: EntityManager, accountId: string) => Promise<unknown[]>,
  ): Promise<Reacted> {
    const accountId = signedIn(viewer);
    return this.db.transaction(async (tx) => {
      // Under the post's lock, so that the counts are those of the rows whoever comes first.
      const { topic, post, facts } = await lockPostAlone(tx, postId);
      const refusal = whyNot(viewer, 'react', facts);
      if (refusal) throw new ProblemError(refusal);
      const changed = await write(tx, accountId);
      const mine = await ownReactions(tx, accountId, postId);
      if (changed.length === 0) return { counts: post.reactionCounts, mine };
      const counts = await recount(tx, postId);
      const { id: topicId, categoryId } = topic;
      await this.events.append(tx, { name: 'reaction.changed', postId, topicId, categoryId });
      return { counts, mine };
    });
  }
}
