import { Handle } from '@app/contract';
import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { username } from 'better-auth/plugins/username';
import type { Pool } from 'pg';

const DAY_SECONDS = 86_400;

export const SESSION_SECONDS = 30 * DAY_SECONDS;

export interface AuthSettings {
  pool: Pool;
  secret: string;
  /** The origin of the site, without a trailing slash. */
  publicUrl: string;
}

/** better-auth on our own tables: who may sign in, and with what. Everything else about a person is in `account`. */
export function configureBetterAuth({ pool, secret, publicUrl }: AuthSettings) {
  return betterAuth({
    appName: 'Folkmoot',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    database: pool,
    trustedOrigins: [publicUrl],
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Our own limits stand before all of /api (see attempts.ts), so that pages and API count as one.
    rateLimit: { enabled: false },
    user: {
      modelName: 'auth_user',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    session: {
      modelName: 'auth_session',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      expiresIn: SESSION_SECONDS,
      updateAge: DAY_SECONDS,
    },
    account: {
      modelName: 'auth_credential',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'auth_verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true,
      // Our own mail follows from an event, and reads the link that better-auth has written by then.
      sendResetPassword: () => Promise.resolve(),
    },
    advanced: {
      cookiePrefix: 'folkmoot',
      useSecureCookies: publicUrl.startsWith('https://'),
      disableOriginCheck: false,
      // Where a request comes from is checked for all of /api at once, in-process calls included (origin.rules.ts).
      disableCSRFCheck: true,
      // Where members sign in from is nobody's business: a list of addresses would tell who voted when.
      ipAddress: { disableIpTracking: true },
    },
    plugins: [
      username({
        minUsernameLength: 2,
        maxUsernameLength: 30,
        usernameValidator: (name) => Handle.safeParse(name).success,
        schema: { user: { fields: { displayUsername: 'display_username' } } },
      }),
      twoFactor({
        issuer: new URL(publicUrl).hostname,
        // Those who came with a passkey have none to give.
        allowPasswordless: true,
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'auth_second_factor',
            fields: {
              userId: 'user_id',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
    ],
  });
}

export type BetterAuth = ReturnType<typeof configureBetterAuth>;
