import { Injectable } from '@nestjs/common';
import type { CurrentAccount, OwnProfile, Profile } from '@app/contract';
import { Config, ProblemError, readOnce } from '@app/platform';
import { DataSource } from 'typeorm';
import type { Viewer } from '../viewer/viewer.ts';
import {
  currentAccountKey,
  currentAccountSql,
  preferencesSql,
  PROFILE_SQL,
  type ProfileRow,
} from './profile-sql.ts';

@Injectable()
export class AccountsView {
  constructor(
    private readonly db: DataSource,
    private readonly config: Config,
  ) {}

  /** The one looking, with what only they may see. */
  async current(accountId: string): Promise<CurrentAccount> {
    return readOnce(currentAccountKey(accountId), async () => {
      const rows: { account: CurrentAccount }[] = await this.db.query(
        `select ${currentAccountSql('a', 'u')} as account
         from account a join auth_user u on u.id = a.auth_user_id
         where a.id = $1 and a.deleted_at is null`,
        [accountId],
      );
      if (!rows[0]) throw new ProblemError('not-found');
      return rows[0].account;
    });
  }

  /**
   * An account as others see it, and what the viewer has with it.
   *
   * @param address `handle` of an account here, or `handle@domain` of one anywhere
   */
  async profile(address: string, viewer: Viewer): Promise<Profile> {
    const [handle, host = ''] = address.replace(/^@/, '').split('@');
    const domain = host.toLowerCase() === this.config.domain ? '' : host;
    const [found] = await readOnce(`profile ${address} for ${viewer.accountId}`, () =>
      this.db.query<ProfileRow[]>(PROFILE_SQL, [handle, domain, viewer.accountId]),
    );
    if (!found) throw new ProblemError('not-found');
    return { ...found.ref, joinedAt: found.joinedAt.toISOString() };
  }

  /** The profile of the one looking, as its owner writes it. */
  async own(accountId: string): Promise<OwnProfile> {
    const [found] = await this.db.query<OwnProfile[]>(
      `select a.display_name as name, a.bio_raw as bio, a.fields, a.trust, ${preferencesSql('a')} as preferences
       from account a where a.id = $1 and a.deleted_at is null`,
      [accountId],
    );
    if (!found) throw new ProblemError('not-found');
    return found;
  }
}
