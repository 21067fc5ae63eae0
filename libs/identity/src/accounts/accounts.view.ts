import { Injectable } from '@nestjs/common';
import type { CurrentAccount, Profile } from '@app/contract';
import { Config, ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { accountRefSql } from './account-ref.ts';

@Injectable()
export class AccountsView {
  constructor(
    private readonly db: DataSource,
    private readonly config: Config,
  ) {}

  /** The one looking, with what only they may see. */
  async current(accountId: string): Promise<CurrentAccount> {
    const rows: { account: CurrentAccount }[] = await this.db.query(
      `select ${accountRefSql('a')} || jsonb_build_object(
          'role', a.role, 'email', u.email::text, 'emailVerified', u.email_verified) as account
       from account a join auth_user u on u.id = a.auth_user_id
       where a.id = $1 and a.deleted_at is null`,
      [accountId],
    );
    if (!rows[0]) throw new ProblemError('not-found');
    return rows[0].account;
  }

  /** @param address `handle` of an account here, or `handle@domain` of one anywhere */
  async profile(address: string): Promise<Profile> {
    const [handle, host = ''] = address.replace(/^@/, '').split('@');
    const domain = host.toLowerCase() === this.config.domain ? '' : host;
    const rows: { ref: Omit<Profile, 'joinedAt'>; joinedAt: Date }[] = await this.db.query(
      `select ${accountRefSql('a')} || jsonb_build_object(
          'role', case when a.domain = '' then a.role end, 'bioHtml', a.bio_html, 'url', a.url) as ref,
         a.created_at as "joinedAt"
       from account a where a.handle = $1 and a.domain = $2 and a.deleted_at is null`,
      [handle, domain],
    );
    if (!rows[0]) throw new ProblemError('not-found');
    return { ...rows[0].ref, joinedAt: rows[0].joinedAt.toISOString() };
  }
}
