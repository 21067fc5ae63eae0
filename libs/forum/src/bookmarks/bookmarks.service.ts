import { Injectable } from '@nestjs/common';
import type { SaveBookmark } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { EventLog, Jobs, ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { whyNot } from '../access.rules.ts';
import { lockPostAlone } from '../posts/lock-post.ts';

const REMIND = 'bookmark:remind';

@Injectable()
export class BookmarksService {
  constructor(
    private readonly db: DataSource,
    private readonly jobs: Jobs,
    private readonly events: EventLog,
  ) {
    jobs.define(REMIND, (payload) => this.remind((payload as { bookmarkId: string }).bookmarkId));
  }

  /**
   * Bookmarks a post, or changes the note and the reminder of a bookmark.
   *
   * @throws ProblemError a refusal of the policy
   */
  async save(viewer: Viewer, postId: string, { note, remindAt }: SaveBookmark): Promise<void> {
    const accountId = signedIn(viewer);
    await this.db.transaction(async (tx) => {
      const { facts } = await lockPostAlone(tx, postId);
      const refusal = whyNot(viewer, 'bookmark', facts);
      if (refusal) throw new ProblemError(refusal);
      const [{ id }] = await tx.query<[{ id: string }]>(
        `insert into bookmark (account_id, post_id, note, remind_at) values ($1, $2, $3, $4)
         on conflict (account_id, post_id) do update
           set note = excluded.note, remind_at = excluded.remind_at, reminded_at = null
         returning id`,
        [accountId, postId, note, remindAt],
      );
      if (remindAt === null) return;
      // The job of an earlier time finds a later one and does nothing.
      const schedule = { runAt: new Date(remindAt), jobKey: `bookmark:${id}` };
      await this.jobs.add(tx, REMIND, { bookmarkId: id }, schedule);
    });
  }

  /** Doing it twice is doing it once. */
  async remove(viewer: Viewer, postId: string): Promise<void> {
    await this.db.query(`delete from bookmark where account_id = $1 and post_id = $2`, [
      signedIn(viewer),
      postId,
    ]);
  }

  private async remind(bookmarkId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const [[due]] = await tx.query<[{ accountId: string; postId: string }[], number]>(
        `update bookmark set reminded_at = now()
         where id = $1 and reminded_at is null and remind_at <= now()
         returning account_id as "accountId", post_id as "postId"`,
        [bookmarkId],
      );
      if (due) await this.events.append(tx, { name: 'bookmark.due', bookmarkId, ...due });
    });
  }
}
