import { Injectable } from '@nestjs/common';
import type { Dismissal } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { DataSource, type EntityManager } from 'typeorm';

/** Puts away what is new or unread all at once, and takes it back. */
@Injectable()
export class DismissalsService {
  constructor(private readonly db: DataSource) {}

  /**
   * @param dismissal `until` is when the list was read: what came since stays
   * @throws ProblemError `sign-in-required`
   */
  async dismiss(viewer: Viewer, { kind, until }: Dismissal): Promise<void> {
    const accountId = signedIn(viewer);
    await this.db.transaction((tx) =>
      kind === 'new' ? dismissNew(tx, accountId, until) : dismissUnread(tx, accountId, until),
    );
  }

  /**
   * Takes the last dismissal of a kind back; without one nothing happens.
   *
   * @throws ProblemError `sign-in-required`
   */
  async undo(viewer: Viewer, kind: Dismissal['kind']): Promise<void> {
    const accountId = signedIn(viewer);
    await this.db.transaction(async (tx) => {
      if (kind === 'new') {
        await tx.query(
          `update reading_preference set new_since = dismissed_new_since, dismissed_new_since = null
           where account_id = $1 and dismissed_new_since is not null`,
          [accountId],
        );
        return;
      }
      await tx.query(
        `update topic_reading r set read = r.read - d.added, unread = true from reading_dismissal d
         where d.account_id = $1 and r.account_id = $1 and r.topic_id = d.topic_id`,
        [accountId],
      );
      await tx.query(`delete from reading_dismissal where account_id = $1`, [accountId]);
    });
  }
}

async function dismissNew(tx: EntityManager, accountId: string, until: string): Promise<void> {
  await tx.query(
    `insert into reading_preference as p (account_id, new_since, dismissed_new_since)
     select id, least($2::timestamptz, now()), created_at - interval '14 days' from account where id = $1
     on conflict (account_id) do update set
       new_since = greatest(p.new_since, excluded.new_since), dismissed_new_since = p.new_since`,
    [accountId, until],
  );
}

async function dismissUnread(tx: EntityManager, accountId: string, until: string): Promise<void> {
  await tx.query(`delete from reading_dismissal where account_id = $1`, [accountId]);
  await tx.query(
    `insert into reading_dismissal (account_id, topic_id, added)
     select r.account_id, r.topic_id, int4multirange(int4range(1, last.number, '[]')) - r.read
     from topic_reading r cross join lateral (
       select number from post where topic_id = r.topic_id and created_at <= $2 order by created_at desc limit 1) last
     where r.account_id = $1 and r.unread`,
    [accountId, until],
  );
  await tx.query(
    `update topic_reading r set read = r.read + d.added,
       unread = not (r.read + d.added) @> int4range(1, t.last_number, '[]')
     from reading_dismissal d join topic t on t.id = d.topic_id
     where d.account_id = $1 and r.account_id = $1 and r.topic_id = d.topic_id`,
    [accountId],
  );
}
