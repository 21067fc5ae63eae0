import { Injectable } from '@nestjs/common';
import type { DecideApplication, NewApplication } from '@app/contract';
import { EventLog, ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { openAccount } from '../accounts/open-account.ts';
import { preferredLanguage } from '../auth/language.rules.ts';
import { issueCode } from '../codes/codes.ts';
import { readSignInSettings } from '../settings/read-settings.ts';
import { SignUpService } from '../sign-up/sign-up.service.ts';

interface Waiting {
  userId: string | null;
  language: 'en' | 'sv';
  state: string;
}

/** Asking to be let in, and deciding about it. */
@Injectable()
export class ApplicationsService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
    private readonly signUp: SignUpService,
  ) {}

  /**
   * Keeps an application. Whoever asks can sign in, but has no account before somebody says yes.
   *
   * @throws ProblemError not-allowed where nobody asks, email-taken, username-taken, passkey-refused
   */
  async apply({ application, ...newcomer }: NewApplication, headers: Headers, place: string): Promise<void> {
    const { signUp } = await readSignInSettings(this.db);
    if (signUp !== 'approval') throw new ProblemError('not-allowed');
    const userId = await this.signUp.addApplicant(newcomer, headers, place);
    await this.db.query(
      `insert into application (user_id, handle, name, email, language, text) values ($1, $2, $3, $4, $5, $6)`,
      [
        userId,
        newcomer.username,
        newcomer.name,
        newcomer.email,
        preferredLanguage(headers.get('accept-language')),
        application,
      ],
    );
  }

  /**
   * Lets somebody in or not, once; they are told by mail.
   *
   * @throws ProblemError not-found, application-decided, username-taken when the name went to a category since
   */
  async decide(id: string, { accept, reason }: DecideApplication, deciderId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const [found]: Waiting[] = await tx.query(
        `select user_id as "userId", language, state from application where id = $1 for update`,
        [id],
      );
      if (!found) throw new ProblemError('not-found');
      if (found.state !== 'waiting' || found.userId === null) throw new ProblemError('application-decided');
      await tx.query(
        `update application set state = $2, reason = $3, decided_by = $4, decided_at = now() where id = $1`,
        [id, accept ? 'accepted' : 'refused', reason, deciderId],
      );
      if (accept) {
        await openAccount(tx, this.events, found.userId, found.language);
        await issueCode(tx, found.userId, 'verify-email');
      } else {
        // They may ask again, under the same name and address.
        await tx.query(`delete from auth_user where id = $1`, [found.userId]);
      }
      await this.events.append(tx, { name: 'application.decided', applicationId: id });
    });
  }
}
