import { Injectable } from '@nestjs/common';
import type { WaitingPost } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { Jobs, ProblemError } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { DELIVER } from './outbox.ts';

/** How long a category elsewhere is given to show what was sent to it. */
const PATIENCE_MINUTES = 10;

/** Posts of a member that a category elsewhere has not shown yet. */
@Injectable()
export class WaitingPosts {
  constructor(
    private readonly db: DataSource,
    private readonly jobs: Jobs,
  ) {}

  /** Those of the viewer in one topic, in the order of the thread. */
  async inTopic(viewer: Viewer, topicId: string): Promise<WaitingPost[]> {
    if (viewer.accountId === null) return [];
    const rows = await waiting(this.db.manager, `p.topic_id = $2`, [viewer.accountId, topicId]);
    return rows.map(({ postId, number, group, isOverdue }) => ({
      postId,
      number,
      host: new URL(group).host,
      mayRetry: isOverdue,
    }));
  }

  /**
   * Sends a post of the viewer's own to its category once more.
   *
   * @throws ProblemError not-found when it is not theirs or nothing is awaited; too-many-requests before it
   *   has had its time
   */
  async sendAgain(viewer: Viewer, postId: string): Promise<void> {
    const accountId = signedIn(viewer);
    await this.db.transaction(async (tx) => {
      const [post] = await waiting(tx, `p.id = $2 for update of o`, [accountId, postId]);
      if (!post) throw new ProblemError('not-found');
      if (!post.isOverdue) throw new ProblemError('too-many-requests', { retryAfter: PATIENCE_MINUTES * 60 });
      const [rows] = await tx.query<[{ inbox: string }[], number]>(
        `update ap_delivery d set state = 'pending', attempts = 0, next_at = null, ended_at = null, created_at = now()
         from ap_activity a, ap_actor g
         where a.seq = d.activity_seq and a.post_id = $1 and a.kind = 'Create' and g.id = $2
           and d.inbox in (g.inbox, g.shared_inbox)
         returning d.inbox`,
        [postId, post.group],
      );
      await tx.query(`update ap_destination set next_at = now() where inbox = any($1)`, [
        rows.map(({ inbox }) => inbox),
      ]);
      await this.jobs.add(tx, DELIVER, {});
    });
  }
}

interface Row {
  postId: string;
  number: number;
  group: string;
  isOverdue: boolean;
}

/** It has had its time once so long passed since it last went out, or was last tried to. */
function waiting(tx: EntityManager, which: string, values: [string, string]): Promise<Row[]> {
  return tx.query(
    `select p.id as "postId", p.number, o.waits_for as "group",
       not exists (
         select from ap_activity a join ap_delivery d on d.activity_seq = a.seq
         where a.post_id = p.id and a.kind = 'Create'
           and coalesce(d.ended_at, d.created_at) > now() - interval '${PATIENCE_MINUTES} minutes') as "isOverdue"
     from post p join ap_object o on o.post_id = p.id
     where p.author_id = $1 and o.waits_for is not null and p.deleted_at is null and ${which}`,
    values,
  );
}
