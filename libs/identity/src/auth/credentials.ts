import { Injectable } from '@nestjs/common';
import type { SessionMethod, SignIn, SignUp } from '@app/contract';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { Auth } from './auth.ts';
import { isRefusal, refusalForTaken, type Taken } from './refusals.ts';

/** A better-auth user, not yet an account of ours, and the Set-Cookie lines of the new session. */
export interface SignedInUser {
  userId: string;
  cookies: string[];
}

/** The password was right, and the code of an authenticator app is still to come; the cookies say for whom. */
export interface HalfSignedIn {
  userId: null;
  cookies: string[];
}

type WithPassword = SignUp & { password: string };

/** The one that asks better-auth: who may sign in. Its refusals become ours here. */
@Injectable()
export class Credentials {
  constructor(
    private readonly db: DataSource,
    private readonly auth: Auth,
  ) {}

  /** What this site signs links with. */
  get secret(): string {
    return this.auth.secret;
  }

  /** @throws ProblemError email-taken, username-taken */
  async add(newcomer: WithPassword, headers: Headers): Promise<SignedInUser> {
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

  /** Makes somebody who signs in otherwise than with a password; no session. */
  async addWithoutPassword(newcomer: SignUp): Promise<string> {
    await this.refuseTaken(newcomer);
    const { name, email, username } = newcomer;
    const { internalAdapter } = await this.auth.library.$context;
    try {
      const user = await internalAdapter.createUser(
        {
          name,
          email,
          username,
          displayUsername: username,
          emailVerified: false,
        },
        { method: 'passkey' },
      );
      return user.id;
    } catch (error) {
      await this.refuseTaken(newcomer);
      throw error;
    }
  }

  /** Keeps that another site vouches for somebody, under the name that it knows them by. */
  async link(userId: string, providerId: string, subject: string): Promise<void> {
    const { internalAdapter } = await this.auth.library.$context;
    await internalAdapter.createAccount({ userId, providerId, accountId: subject });
  }

  /** Begins a session for somebody who has shown otherwise than by a password who they are. */
  async begin(userId: string, method: SessionMethod, headers: Headers): Promise<SignedInUser> {
    const { internalAdapter } = await this.auth.library.$context;
    const session = await internalAdapter.createSession(userId, false, {
      userAgent: headers.get('user-agent') ?? '',
    });
    await this.db.query(`update auth_session set method = $2 where token = $1`, [session.token, method]);
    return { userId, cookies: [this.auth.sessionCookie(session.token)] };
  }

  /** Like `add`, with the address verified and without a session. */
  async addVerified(newcomer: WithPassword): Promise<string> {
    const { userId } = await this.add(newcomer, new Headers());
    await this.verified(userId);
    await (await this.auth.library.$context).internalAdapter.deleteUserSessions(userId);
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
  async check({ login, password }: SignIn, headers: Headers): Promise<SignedInUser | HalfSignedIn> {
    try {
      const { api } = this.auth.library;
      const answer = login.includes('@')
        ? await api.signInEmail({ body: { email: login, password }, headers, returnHeaders: true })
        : await api.signInUsername({ body: { username: login, password }, headers, returnHeaders: true });
      const cookies = answer.headers.getSetCookie();
      return { userId: 'user' in answer.response ? answer.response.user.id : null, cookies };
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
  async reset({ token, password }: { token: string; password: string }): Promise<string> {
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

  /** Keeps that an address is its owner's. */
  async verified(userId: string): Promise<void> {
    await (await this.auth.library.$context).internalAdapter.updateUser(userId, { emailVerified: true });
  }

  async remove(userId: string): Promise<void> {
    await (await this.auth.library.$context).internalAdapter.deleteUser(userId);
  }

  /** @throws ProblemError email-taken, username-taken */
  async refuseTaken({ email, username }: Pick<SignUp, 'email' | 'username'>): Promise<void> {
    const rows: Taken[] = await this.db.query(
      `select exists (select from auth_user where email = $1) as email,
         exists (select from local_handle where handle = $2) or exists (select from auth_user where username = $2) as username`,
      [email, username],
    );
    const taken = rows[0];
    if (taken?.email || taken?.username) throw refusalForTaken(taken);
  }
}
