import { Injectable } from '@nestjs/common';
import type { RedeemPasswordReset, SignIn, SignUp } from '@app/contract';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { Auth } from './auth.ts';
import { isRefusal, refusalForTaken, type Taken } from './refusals.ts';

/** A better-auth user, not yet an account of ours, and the Set-Cookie lines of the new session. */
export interface SignedInUser {
  userId: string;
  cookies: string[];
}

/** The one that asks better-auth: who may sign in. Its refusals become ours here. */
@Injectable()
export class Credentials {
  constructor(
    private readonly db: DataSource,
    private readonly auth: Auth,
  ) {}

  /** @throws ProblemError email-taken, username-taken */
  async add(newcomer: SignUp, headers: Headers): Promise<SignedInUser> {
    await this.refuseTaken(newcomer);
    try {
      const { name, email, password, username } = newcomer;
      const answer = await this.auth.library.api.signUpEmail({
        body: { name, email, password, username },
        headers,
        returnHeaders: true,
      });
      return { userId: answer.response.user.id, cookies: answer.headers.getSetCookie() };
    } catch (error) {
      // Two sign-ups at once pass the first look; the second is then stopped by a unique constraint.
      await this.refuseTaken(newcomer);
      throw error;
    }
  }

  /** Like `add`, with the address verified and without a session. */
  async addVerified(newcomer: SignUp): Promise<string> {
    const { userId } = await this.add(newcomer, new Headers());
    const { internalAdapter } = await this.auth.library.$context;
    await internalAdapter.updateUser(userId, { emailVerified: true });
    await internalAdapter.deleteUserSessions(userId);
    return userId;
  }

  /** The user with this address and this name, or null. */
  async find({ email, username }: SignUp): Promise<string | null> {
    const rows: { id: string }[] = await this.db.query(
      `select id from auth_user where email = $1 and username = $2`,
      [email, username],
    );
    return rows[0]?.id ?? null;
  }

  /** @throws ProblemError wrong-credentials, which does not tell whether the name exists */
  async check({ login, password }: SignIn, headers: Headers): Promise<SignedInUser> {
    try {
      const { api } = this.auth.library;
      const answer = login.includes('@')
        ? await api.signInEmail({ body: { email: login, password }, headers, returnHeaders: true })
        : await api.signInUsername({ body: { username: login, password }, headers, returnHeaders: true });
      return { userId: answer.response.user.id, cookies: answer.headers.getSetCookie() };
    } catch (error) {
      throw isRefusal(error) ? new ProblemError('wrong-credentials') : error;
    }
  }

  /** Ends the session that these headers carry, if any; answers the Set-Cookie lines that forget it. */
  async forget(headers: Headers): Promise<string[]> {
    const answer = await this.auth.library.api.signOut({ headers, returnHeaders: true });
    return answer.headers.getSetCookie();
  }

  /** Puts off the end of a session in use; answers the Set-Cookie lines that go with it. */
  async renew(headers: Headers): Promise<string[]> {
    const answer = await this.auth.library.api.getSession({ headers, returnHeaders: true });
    return answer.headers.getSetCookie();
  }

  /** Makes a token for a new password, if somebody has this address; it is then to be found by MailLinks. */
  async offerReset(email: string): Promise<void> {
    await this.auth.library.api.requestPasswordReset({ body: { email } });
  }

  /**
   * Sets the password that was asked for by mail, and ends all sessions of its owner.
   *
   * @returns the owner
   * @throws ProblemError outdated-link
   */
  async reset({ token, password }: RedeemPasswordReset): Promise<string> {
    const rows: { userId: string }[] = await this.db.query(
      `select value as "userId" from auth_verification where identifier = $1`,
      [`reset-password:${token}`],
    );
    if (!rows[0]) throw new ProblemError('outdated-link');
    try {
      await this.auth.library.api.resetPassword({ body: { token, newPassword: password } });
    } catch (error) {
      throw isRefusal(error) ? new ProblemError('outdated-link') : error;
    }
    return rows[0].userId;
  }

  async remove(userId: string): Promise<void> {
    await (await this.auth.library.$context).internalAdapter.deleteUser(userId);
  }

  private async refuseTaken({ email, username }: SignUp): Promise<void> {
    const rows: Taken[] = await this.db.query(
      `select exists (select from auth_user where email = $1) as email,
         exists (select from local_handle where handle = $2) or exists (select from auth_user where username = $2) as username`,
      [email, username],
    );
    const taken = rows[0];
    if (taken?.email || taken?.username) throw refusalForTaken(taken);
  }
}
