import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FeedKey, NewFeedKey } from '@app/contract';
import { GUEST, signedIn, type Viewer, ViewersView } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';

/** Feed readers have no session: an account gives them a key, and can take it back. */
@Injectable()
export class FeedKeysService {
  constructor(
    private readonly db: DataSource,
    private readonly viewers: ViewersView,
  ) {}

  /** Makes a key; the one before it no longer opens anything. */
  async renew(viewer: Viewer): Promise<NewFeedKey> {
    const token = `ff_${randomBytes(24).toString('base64url')}`;
    await this.db.query(
      `insert into feed_token (account_id, token_hash) values ($1, $2)
       on conflict (account_id) do update
         set token_hash = excluded.token_hash, created_at = now(), used_at = null`,
      [signedIn(viewer), hashOf(token)],
    );
    return { token };
  }

  /** Takes the key back. Doing it twice is doing it once. */
  async revoke(viewer: Viewer): Promise<void> {
    await this.db.query(`delete from feed_token where account_id = $1`, [signedIn(viewer)]);
  }

  async get(viewer: Viewer): Promise<FeedKey> {
    const [key] = await this.db.query<{ createdAt: Date; usedAt: Date | null }[]>(
      `select created_at as "createdAt", used_at as "usedAt" from feed_token where account_id = $1`,
      [signedIn(viewer)],
    );
    return {
      createdAt: key?.createdAt.toISOString() ?? null,
      usedAt: key?.usedAt?.toISOString() ?? null,
    };
  }

  /**
   * Who reads with this key; a guest without one.
   *
   * @throws ProblemError `sign-in-required` for a key that opens nothing
   */
  async viewerOf(token: string | undefined): Promise<Viewer> {
    if (token === undefined) return GUEST;
    const [[found]] = await this.db.query<[{ accountId: string }[], number]>(
      `update feed_token set used_at = now() where token_hash = $1 returning account_id as "accountId"`,
      [hashOf(token)],
    );
    const [viewer] = found ? await this.viewers.byIds([found.accountId]) : [];
    if (!viewer) throw new ProblemError('sign-in-required');
    return viewer;
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
