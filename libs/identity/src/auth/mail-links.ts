import { Injectable } from '@nestjs/common';
import type { Language } from '@app/contract';
import { Config } from '@app/platform';
import { createEmailVerificationToken } from 'better-auth/api';
import { DataSource } from 'typeorm';
import { Codes } from '../codes/codes.ts';
import { Auth } from './auth.ts';
import { resetTokenOf } from './reset-token.ts';

/** A mail that carries a link, and who gets it. */
export interface LinkMail {
  to: string;
  name: string;
  language: Language;
  url: string;
  /** Six digits that do the same as the link, in any browser. */
  code: string;
}

interface Recipient extends Omit<LinkMail, 'url' | 'code'> {
  userId: string;
  verified: boolean;
}

export const VERIFICATION_HOURS = 72;

/** The links of identity's mails, made at the moment they are written: no queue holds one. */
@Injectable()
export class MailLinks {
  constructor(
    private readonly db: DataSource,
    private readonly auth: Auth,
    private readonly config: Config,
    private readonly codes: Codes,
  ) {}

  /** Where an account's owner shows that the address is theirs; null when there is nothing left to show. */
  async verification(accountId: string): Promise<LinkMail | null> {
    const recipient = await this.recipient(accountId);
    if (!recipient || recipient.verified) return null;
    const { userId, to, name, language } = recipient;
    const code = await this.codes.current(userId, 'verify-email');
    if (code === null) return null;
    const seconds = VERIFICATION_HOURS * 3600;
    const token = await createEmailVerificationToken(this.auth.secret, to, undefined, seconds, { userId });
    const query = new URLSearchParams({ token, callbackURL: '/?email=verified' });
    const url = `${this.config.publicUrl}/api/auth/verify-email?${query.toString()}`;
    return { to, name, language, url, code };
  }

  /** The newest link that sets a new password; null when it is used or too old. */
  async passwordReset(accountId: string): Promise<LinkMail | null> {
    const recipient = await this.recipient(accountId);
    if (!recipient) return null;
    const { userId, to, name, language } = recipient;
    const token = await resetTokenOf(this.db, userId);
    const code = await this.codes.current(userId, 'reset-password');
    if (token === null || code === null) return null;
    const url = `${this.config.publicUrl}/reset-password?token=${encodeURIComponent(token)}`;
    return { to, name, language, url, code };
  }

  /**
   * Follows a link of ours to where it leads next.
   *
   * @param path with its query, below this site's address
   */
  async follow(path: string): Promise<{ status: number; location: string | null }> {
    const answer = await this.auth.library.handler(new Request(new URL(path, this.config.publicUrl)));
    return { status: answer.status, location: answer.headers.get('location') };
  }

  private async recipient(accountId: string): Promise<Recipient | undefined> {
    const rows: Recipient[] = await this.db.query(
      `select u.id as "userId", u.email::text as "to", a.display_name as name, a.language, u.email_verified as verified
       from account a join auth_user u on u.id = a.auth_user_id where a.id = $1 and a.deleted_at is null`,
      [accountId],
    );
    return rows[0];
  }
}
