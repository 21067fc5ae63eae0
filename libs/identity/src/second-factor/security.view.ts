import { Injectable } from '@nestjs/common';
import type { Session, SessionMethod, SignInMethods } from '@app/contract';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { Auth } from '../auth/auth.ts';
import { deviceOf } from '../sessions/device.rules.ts';
import { unprovenSql } from './unproven-sql.ts';

interface SessionRow {
  id: string;
  token: string;
  method: SessionMethod;
  userAgent: string | null;
  startedAt: Date;
  lastUsedAt: Date;
}

/** What somebody sees of their own ways to sign in. */
@Injectable()
export class SecurityView {
  constructor(
    private readonly db: DataSource,
    private readonly auth: Auth,
  ) {}

  /** @param cookie the Cookie header of the request */
  async methods(accountId: string, cookie: string | undefined): Promise<SignInMethods> {
    const rows: { methods: SignInMethods }[] = await this.db.query(
      `select jsonb_build_object(
         'email', u.email::text,
         'emailVerified', u.email_verified,
         'password', exists (select from auth_credential c where c.user_id = u.id and c.password is not null),
         'passkeys', coalesce((
           select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'synced', p.synced,
             'createdAt', to_char(p.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
             'lastUsedOn', p.last_used_on::text) order by p.created_at)
           from auth_passkey p where p.user_id = u.id), '[]'),
         'authenticator', u.two_factor_enabled,
         'providers', coalesce((
           select jsonb_agg(o.name order by o.name) from auth_credential c
             join oidc_provider o on 'oidc:' || o.slug = c.provider_id where c.user_id = u.id), '[]'),
         'secondFactorNeeded', exists (
           select from auth_session s where s.token = $2 and a.role = 'staff' and ${unprovenSql('s')})
       ) as methods
       from account a join auth_user u on u.id = a.auth_user_id where a.id = $1`,
      [accountId, this.auth.sessionToken(cookie)],
    );
    if (!rows[0]) throw new ProblemError('not-found');
    return rows[0].methods;
  }

  /** Where the account is signed in, the browser that asks first. */
  async sessions(accountId: string, cookie: string | undefined): Promise<Session[]> {
    const token = this.auth.sessionToken(cookie);
    const rows: SessionRow[] = await this.db.query(
      `select s.id, s.token, s.method, s.user_agent as "userAgent", s.created_at as "startedAt",
         s.updated_at as "lastUsedAt"
       from auth_session s join account a on a.auth_user_id = s.user_id
       where a.id = $1 and s.expires_at > now()
       order by (s.token is not distinct from $2) desc, s.updated_at desc limit 100`,
      [accountId, token],
    );
    return rows.map((row) => ({
      id: row.id,
      current: row.token === token,
      method: row.method,
      ...deviceOf(row.userAgent ?? ''),
      startedAt: row.startedAt.toISOString(),
      lastUsedAt: row.lastUsedAt.toISOString(),
    }));
  }
}
