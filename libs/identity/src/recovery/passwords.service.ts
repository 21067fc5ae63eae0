import { Injectable } from '@nestjs/common';
import type { SetPassword } from '@app/contract';
import { EventLog, ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { Auth } from '../auth/auth.ts';
import { isRefusal } from '../auth/refusals.ts';
import { Attempts } from '../sessions/attempts.ts';

/** The password of somebody who is signed in. */
@Injectable()
export class PasswordsService {
  private readonly tries = new Attempts(10, 600);

  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
    private readonly auth: Auth,
  ) {}

  /**
   * Sets or changes a password. Changing one signs out every other browser: somebody may know the old one.
   *
   * @throws ProblemError wrong-password, too-many-requests
   */
  async set({ current, password }: SetPassword, accountId: string, headers: Headers): Promise<void> {
    this.tries.spend(accountId);
    const [known]: { known: boolean }[] = await this.db.query(
      `select exists (select from auth_credential c join account a on a.auth_user_id = c.user_id
         where a.id = $1 and c.password is not null) as known`,
      [accountId],
    );
    const { api } = this.auth.library;
    if (!known?.known) {
      await api.setPassword({ body: { newPassword: password }, headers });
      return;
    }
    try {
      await api.changePassword({ body: { currentPassword: current ?? '', newPassword: password }, headers });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const message = 'This is not your password';
      throw new ProblemError('wrong-password', {
        errors: [{ pointer: '/current', code: 'wrong-password', message }],
      });
    }
    await this.endOthers(accountId, headers);
  }

  private async endOthers(accountId: string, headers: Headers): Promise<void> {
    const token = this.auth.sessionToken(headers.get('cookie') ?? undefined);
    await this.db.transaction(async (tx) => {
      await tx.query(
        `delete from auth_session s using account a
         where s.user_id = a.auth_user_id and a.id = $1 and s.token is distinct from $2`,
        [accountId, token],
      );
      await this.events.append(tx, { name: 'session.ended', accountId });
    });
  }
}
