import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { postDraft } from '../mapping/post-draft.ts';
import { readJson } from '../mapping/wire.ts';
import { Later } from '../threads/later.ts';
import { ApObject } from './ap-object.entity.ts';

export interface ReceivedObject {
  /** The Group that showed it, when that is how it came. */
  announcer?: string | null;
  id: string;
  document: string;
  inReplyTo: string | null;
  changedAt: Date;
  /** The stored message that holds its Create, when its author sent it to us. */
  inboxId: string | null;
}

/** What is known of objects of other servers. */
@Injectable()
export class Objects {
  constructor(
    private readonly db: DataSource,
    private readonly later: Later,
  ) {}

  find(id: string): Promise<ApObject | null> {
    return this.db.getRepository(ApObject).findOneBy({ id });
  }

  /** Keeps a post out of sight until the one that it answers is here. */
  async keepOrphan(received: ReceivedObject): Promise<void> {
    const { id, document, inReplyTo, changedAt, inboxId, announcer } = received;
    const [kept] = await this.db.query<{ isNew: boolean }[]>(
      `insert into ap_object (id, state, document, in_reply_to, changed_at, inbox_id, announcer)
       values ($1, 'orphan', $2, $3, least($4, now()), $5, $6)
       on conflict (id) do update set document = excluded.document, changed_at = excluded.changed_at,
         inbox_id = coalesce(excluded.inbox_id, ap_object.inbox_id),
         announcer = coalesce(excluded.announcer, ap_object.announcer)
       where ap_object.state = 'orphan' and ap_object.changed_at <= excluded.changed_at
       returning xmax = 0 as "isNew"`,
      [id, document, inReplyTo, changedAt, inboxId, announcer ?? null],
    );
    if (kept?.isNew) await this.later.tryOrphan(id, 0);
  }

  /** @returns false when it was deleted in the meantime: the deletion stands */
  async keepPost(
    { postId, topicId }: { postId: string; topicId: string },
    { id, document, inReplyTo, changedAt, inboxId }: ReceivedObject,
  ): Promise<boolean> {
    const rows = await this.db.query<unknown[]>(
      `insert into ap_object (id, post_id, state, document, in_reply_to, changed_at, inbox_id)
       values ($1, $2, 'live', $3, $4, least($5, now()), $6)
       on conflict (id) do update set post_id = excluded.post_id, state = 'live', document = excluded.document,
         in_reply_to = excluded.in_reply_to, changed_at = excluded.changed_at,
         inbox_id = coalesce(excluded.inbox_id, ap_object.inbox_id)
       where ap_object.state <> 'gone'
       returning id`,
      [id, postId, document, inReplyTo, changedAt, inboxId],
    );
    if (rows.length > 0) await this.later.readThread(topicId);
    return rows.length > 0;
  }

  /** Remembers that an object was deleted, also when it never was here: its Create may be late. */
  async forget(id: string): Promise<void> {
    await this.db.query(
      `insert into ap_object (id, state) values ($1, 'gone')
       on conflict (id) do update set state = 'gone', changed_at = now()`,
      [id],
    );
  }

  /** Undoes `forget`. */
  async remember(id: string): Promise<void> {
    await this.db.query(`delete from ap_object where id = $1 and state = 'gone' and post_id is null`, [id]);
    await this.db.query(`update ap_object set state = 'live' where id = $1 and state = 'gone'`, [id]);
  }

  /** @returns false when a newer version is known */
  async keepVersion(id: string, document: string, changedAt: Date): Promise<boolean> {
    const [, changed] = await this.db.query<[unknown, number]>(
      `update ap_object set document = $2, changed_at = least($3, now())
       where id = $1 and state = 'live' and changed_at <= $3`,
      [id, document, changedAt],
    );
    return changed > 0;
  }

  /** The thread that a post of another server names, on that same server. */
  async contextOf(id: string): Promise<string | null> {
    const draft = postDraft(readJson((await this.find(id))?.document ?? ''));
    if (typeof draft === 'string' || draft.context === null || !URL.canParse(draft.context)) return null;
    return new URL(draft.context).origin === new URL(id).origin ? draft.context : null;
  }

  /** Forgets orphans that nothing came for. */
  async dropOrphans(days: number): Promise<void> {
    await this.db.query(
      `delete from ap_object where state = 'orphan' and kept_at < now() - make_interval(days => $1)`,
      [days],
    );
  }

  orphansOf(id: string): Promise<ApObject[]> {
    return this.db.getRepository(ApObject).find({
      where: { inReplyTo: id, state: 'orphan' },
      order: { changedAt: 'asc', id: 'asc' },
    });
  }

  /**
   * Marks a post of ours as announced by the Group that it was sent to.
   *
   * @returns whether it was waiting for that
   */
  async arrived(id: string, group: string): Promise<boolean> {
    const [, changed] = await this.db.query<[unknown, number]>(
      `update ap_object set waits_for = null where id = $1 and waits_for = $2`,
      [id, group],
    );
    return changed > 0;
  }
}
