import { Injectable } from '@nestjs/common';
import type { AuthenticatorSetup, RecoveryCodes, SecondFactor, StartAuthenticator } from '@app/contract';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccountsService, type SignedIn } from '../accounts/accounts.service.ts';
import { Auth } from '../auth/auth.ts';
import { isRefusal } from '../auth/refusals.ts';
import { digitsOf } from '../codes/code.rules.ts';
import { Attempts } from '../sessions/attempts.ts';

/** Codes of authenticator apps (RFC 6238) and the recovery codes that replace them. */
@Injectable()
export class SecondFactorService {
  private readonly tries = new Attempts(20, 600);
  /** A code is good for one use (RFC 6238 §5.2); it would be accepted for a minute and a half. */
  private readonly usedUp = new Attempts(1, 90);

  constructor(
    private readonly db: DataSource,
    private readonly auth: Auth,
    private readonly accounts: AccountsService,
  ) {}

  /**
   * Takes a code: it ends a sign-in that began with a password, sets up a new authenticator app, or lifts
   * the session of somebody who signed in otherwise.
   *
   * @param place who tries: an account, or else the network address of a browser
   * @throws ProblemError wrong-code, too-many-requests
   */
  async prove({ code }: SecondFactor, headers: Headers, place: string): Promise<SignedIn> {
    this.tries.spend(place);
    const { api } = this.auth.library;
    const digits = digitsOf(code);
    const answer = await this.rightCode(() =>
      digits === null
        ? api.verifyBackupCode({ body: { code: code.trim() }, headers, returnHeaders: true })
        : api.verifyTOTP({ body: { code: digits }, headers, returnHeaders: true }),
    );
    const cookies = answer.headers.getSetCookie();
    const { user } = answer.response as { user: { id: string } };
    const token = this.newestToken(cookies) ?? this.auth.sessionToken(headers.get('cookie') ?? undefined);
    try {
      if (digits !== null) this.usedUp.spend(`${user.id} ${digits}`);
    } catch {
      if (this.newestToken(cookies) !== null) {
        await this.db.query(`delete from auth_session where token = $1`, [token]);
      }
      throw wrongCode();
    }
    await this.db.query(`update auth_session set method = 'totp' where token = $1`, [token]);
    return this.accounts.enter({ userId: user.id, cookies }, headers);
  }

  /**
   * Begins to set up an authenticator app; it counts once a first code was given.
   *
   * @throws ProblemError wrong-password, already-set-up
   */
  async start({ password }: StartAuthenticator, headers: Headers): Promise<AuthenticatorSetup> {
    const { api } = this.auth.library;
    const setUp = await this.withPassword(() =>
      api.enableTwoFactor({ body: { method: 'totp', ...(password ? { password } : {}) }, headers }),
    );
    if (setUp.method !== 'totp') throw new ProblemError('unexpected');
    const { totpURI: uri, backupCodes: recoveryCodes } = setUp;
    return { uri, secret: new URL(uri).searchParams.get('secret') ?? '', recoveryCodes };
  }

  /** New recovery codes in place of all old ones. */
  async renewRecoveryCodes({ password }: StartAuthenticator, headers: Headers): Promise<RecoveryCodes> {
    const { api } = this.auth.library;
    const { backupCodes: recoveryCodes } = await this.withPassword(() =>
      api.generateBackupCodes({ body: password ? { password } : {}, headers }),
    );
    return { recoveryCodes };
  }

  /** Lets the authenticator app go; answers the Set-Cookie lines of the session that takes over. */
  async remove({ password }: StartAuthenticator, headers: Headers): Promise<string[]> {
    const { api } = this.auth.library;
    const answer = await this.withPassword(() =>
      api.disableTwoFactor({ body: password ? { password } : {}, headers, returnHeaders: true }),
    );
    return answer.headers.getSetCookie();
  }

  /** The token of the session that these Set-Cookie lines begin. */
  private newestToken(cookies: string[]): string | null {
    const pairs = cookies.filter((line) => !/max-age=0/i.test(line)).map((line) => line.split(';')[0]);
    return this.auth.sessionToken(pairs.join('; '));
  }

  private async rightCode<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    try {
      return await ask();
    } catch (error) {
      throw isRefusal(error) ? wrongCode() : error;
    }
  }

  private async withPassword<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    try {
      return await ask();
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const said = error instanceof Error ? error.message : '';
      if (/already/i.test(said)) throw new ProblemError('already-set-up');
      const message = 'This is not your password';
      throw new ProblemError('wrong-password', {
        errors: [{ pointer: '/password', code: 'wrong-password', message }],
      });
    }
  }
}

function wrongCode(): ProblemError {
  const message = 'This code is wrong, was used before or is too old';
  return new ProblemError('wrong-code', { errors: [{ pointer: '/code', code: 'wrong-code', message }] });
}
