import { Injectable } from '@nestjs/common';
import type { Language } from '@app/contract';
import { Config } from '@app/platform';
import { createEmailVerificationToken } from 'better-auth/api';
import { DataSource } from 'typeorm';
import { Auth } from './auth.ts';

/** A mail that carries a link, and who gets it. */
export interface LinkMail {
  to: string;
  name: string;
  language: Language;
  url: string;
}

interface Recipient extends Omit<LinkMail, 'url'> {
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
  ) {}

  /** Where an account's owner shows that the address is theirs; null when there is nothing left to show. */
  async verification(accountId: string): Promise<LinkMail | null> {
    const recipient = await this.recipient(accountId);
    if (!recipient || recipient.verified) return null;
    const { userId, to, name, language } = recipient;
    const seconds = VERIFICATION_HOURS * 3600;
    const token = await createEmailVerificationToken(this.auth.secret, to, undefined, seconds, { userId });
    const query = new URLSearchParams({ token, callbackURL: '/?email=verified' });
    return { to, name, language, url: `${this.config.publicUrl}/api/auth/verify-email?${query.toString()}` };
  }

  /** The newest link that sets a new password; null when it is used or too old. */
  async passwordReset(accountId: string): Promise<LinkMail | null> {
    const recipient = await this.recipient(accountId);
    if (!recipient) return null;
    const { userId, to, name, language } = recipient;
    const rows: { token: string }[] = await this.db.query(
      `select substr(identifier, length('reset-password:') + 1) as token from auth_verification
       where value = $1 and identifier like 'reset-password:%' and expires_at > now()
       order by created_at desc limit 1`,
      [userId],
    );
    if (!rows[0]) return null;
    const url = `${this.config.publicUrl}/reset-password?token=${encodeURIComponent(rows[0].token)}`;
    return { to, name, language, url };
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
