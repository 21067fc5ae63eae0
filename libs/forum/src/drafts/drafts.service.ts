import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { SaveDraft, SavedDraft } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { Draft } from './draft.entity.ts';

/** More drafts than this nobody keeps; the one that was longest untouched goes. */
const MOST_DRAFTS = 100;

@Injectable()
export class DraftsService {
  constructor(private readonly db: DataSource) {}

  /**
   * Keeps what somebody has written so far. If another device has written in between, its text stays as a
   * draft of its own: neither overwrites the other.
   */
  async save(viewer: Viewer, key: string, draft: SaveDraft): Promise<SavedDraft> {
    const accountId = signedIn(viewer);
    return this.db.transaction(async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 1))`, [`${accountId}:${key}`]);
      const kept = await tx.findOneBy(Draft, { accountId, key });
      const { raw, title, category } = draft;
      const isSame = kept?.raw === raw && kept.title === title && kept.category === category;
      if (isSame) return { rev: kept.rev, other: null };
      const inBetween = kept !== null && kept.rev !== draft.rev && kept.raw.trim() !== '';
      const other = inBetween ? await this.setAside(tx, kept) : null;
      const rev = (kept?.rev ?? 0) + 1;
      await tx.query(
        `insert into draft (account_id, key, rev, topic_id, category, title, raw, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp())
         on conflict (account_id, key) do update set rev = excluded.rev, category = excluded.category,
           title = excluded.title, raw = excluded.raw, updated_at = excluded.updated_at`,
        [accountId, key, rev, await this.topicOf(tx, key), category, title, raw],
      );
      if (!kept) await this.forgetOldest(tx, accountId);
      return { rev, other };
    });
  }

  /** Throwing away what is not there is no error. */
  async drop(viewer: Viewer, key: string): Promise<void> {
    await this.db.query(`delete from draft where account_id = $1 and key = $2`, [signedIn(viewer), key]);
  }

  private async setAside(tx: EntityManager, { accountId, key }: Draft): Promise<string> {
    const other = `${key.replace(/:copy:.*$/, '')}:copy:${randomBytes(4).toString('hex')}`;
    await tx.query(
      `insert into draft (account_id, key, topic_id, category, title, raw, updated_at)
       select account_id, $3, topic_id, category, title, raw, updated_at from draft where account_id = $1 and key = $2`,
      [accountId, key, other],
    );
    return other;
  }

  private async topicOf(tx: EntityManager, key: string): Promise<string | null> {
    const [kind, id] = key.split(':');
    if (kind === 'topic' || kind === 'message') return null;
    const [found] = await tx.query<{ id: string }[]>(
      kind === 'reply'
        ? `select id from topic where id = $1`
        : `select topic_id as id from post where id = $1`,
      [id],
    );
    if (!found) throw new ProblemError('not-found');
    return found.id;
  }

  private async forgetOldest(tx: EntityManager, accountId: string): Promise<void> {
    await tx.query(
      `delete from draft where account_id = $1 and key not in (
         select key from draft where account_id = $1 order by updated_at desc limit $2)`,
      [accountId, MOST_DRAFTS],
    );
  }
}
