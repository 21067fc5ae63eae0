import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type Config, siteSecret } from '@app/platform';
import { parseCookies } from 'better-auth/cookies';
import { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { type BetterAuth, configureBetterAuth, SESSION_SECONDS } from './better-auth.ts';

type SessionCookie = Awaited<BetterAuth['$context']>['authCookies']['sessionToken'];

/** The one better-auth of this process, with its connections and its signing key. */
@Injectable()
export class Auth implements OnApplicationShutdown {
  private constructor(
    readonly library: BetterAuth,
    private readonly pool: Pool,
    readonly secret: string,
    private readonly cookie: SessionCookie,
  ) {}

  static async open(config: Config, db: DataSource): Promise<Auth> {
    const pool = new Pool({
      connectionString: String('url' in db.options ? db.options.url : ''),
      max: 4,
      application_name: 'folkmoot-auth',
      statement_timeout: 10_000,
    });
    // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
    const secret = await siteSecret(db, 'auth-secret');
    const library = configureBetterAuth({ pool, secret, publicUrl: config.publicUrl });
    const { authCookies } = await library.$context;
    return new Auth(library, pool, secret, authCookies.sessionToken);
  }

  /** The session token that a Cookie header carries, if we signed it; not whether the session still exists. */
  sessionToken(cookieHeader: string | undefined): string | null {
    if (!cookieHeader) return null;
    const signed = parseCookies(cookieHeader).get(this.cookie.name);
    const dot = signed?.lastIndexOf('.') ?? -1;
    if (!signed || dot < 1) return null;
    const token = signed.slice(0, dot);
    const expected = this.signature(token);
    const given = Buffer.from(signed.slice(dot + 1), 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
  }

  /** The Set-Cookie line that hands a session to a browser, as better-auth itself would write it. */
  sessionCookie(token: string): string {
    const { name, attributes } = this.cookie;
    const value = encodeURIComponent(`${token}.${this.signature(token).toString('base64')}`);
    const secure = attributes.secure ? '; Secure' : '';
    return `${name}=${value}; Max-Age=${SESSION_SECONDS}; Path=/; HttpOnly${secure}; SameSite=Lax`;
  }

  private signature(token: string): Buffer {
    return createHmac('sha256', this.secret).update(token).digest();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
