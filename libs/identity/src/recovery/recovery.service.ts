import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { AskPasswordReset, RedeemPasswordReset, VerifyEmail } from '@app/contract';
import { EventLog, ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { Credentials } from '../auth/credentials.ts';
import { resetTokenOf } from '../auth/reset-token.ts';
import { Codes, issueCode } from '../codes/codes.ts';
import { Attempts } from '../sessions/attempts.ts';
import { signedIn, type Viewer } from '../viewer/viewer.ts';

interface Owner {
  userId: string;
  accountId: string;
}

/** Mails that somebody asks for, and what they make possible; each can be asked for a few times only. */
@Injectable()
export class RecoveryService {
  private readonly askedFor = new Attempts(3, 3600);
  private readonly askedFrom = new Attempts(20, 3600);
  private readonly triedFrom = new Attempts(30, 3600);

  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
    private readonly credentials: Credentials,
    private readonly codes: Codes,
  ) {}

  /**
   * Mails a link and a code for a new password, if somebody has this address.
   *
   * @param place the network address of the browser
   * @throws ProblemError too-many-requests
   */
  async ask({ email }: AskPasswordReset, place: string): Promise<void> {
    this.askedFrom.spend(place);
    this.askedFor.spend(email.toLowerCase());
    const owner = await this.ownerOf(email);
    if (!owner) return;
    await this.credentials.offerReset(email);
    await this.db.transaction(async (tx) => {
      await issueCode(tx, owner.userId, 'reset-password');
      const { accountId } = owner;
      const requestId = randomUUID();
      await this.events.append(tx, { name: 'account.password-reset-requested', accountId, requestId });
    });
  }

  /**
   * Sets a new password by a mailed link or code, which ends every session of the account.
   *
   * @throws ProblemError outdated-link, wrong-code, too-many-requests
   */
  async redeem(request: RedeemPasswordReset, place: string): Promise<void> {
    this.triedFrom.spend(place);
    const token = request.token ?? (await this.tokenBehind(request));
    const userId = await this.credentials.reset({ token, password: request.password });
    await this.db.transaction(async (tx) => {
      await tx.query(`delete from auth_code where user_id = $1 and purpose = 'reset-password'`, [userId]);
      const [account]: { id: string }[] = await tx.query(`select id from account where auth_user_id = $1`, [
        userId,
      ]);
      if (account) await this.events.append(tx, { name: 'session.ended', accountId: account.id });
    });
  }

  /** @throws ProblemError too-many-requests */
  async askVerification(accountId: string): Promise<void> {
    this.askedFor.spend(accountId);
    await this.db.transaction(async (tx) => {
      const [user]: { id: string }[] = await tx.query(
        `select u.id from auth_user u join account a on a.auth_user_id = u.id
         where a.id = $1 and not u.email_verified`,
        [accountId],
      );
      if (!user) return;
      await issueCode(tx, user.id, 'verify-email');
      const requestId = randomUUID();
      await this.events.append(tx, { name: 'account.verification-requested', accountId, requestId });
    });
  }

  /**
   * Takes the code that shows whose address it is, in whichever browser it is typed.
   *
   * @throws ProblemError wrong-code, sign-in-required without an address, too-many-requests
   */
  async verify({ email, code }: VerifyEmail, viewer: Viewer, place: string): Promise<void> {
    this.triedFrom.spend(place);
    const owner = email === undefined ? await this.ownerBehind(signedIn(viewer)) : await this.ownerOf(email);
    await this.codes.spend(owner?.userId ?? null, 'verify-email', code);
    if (owner) await this.credentials.verified(owner.userId);
  }

  private async tokenBehind({ email = '', code = '' }: RedeemPasswordReset): Promise<string> {
    const owner = await this.ownerOf(email);
    await this.codes.spend(owner?.userId ?? null, 'reset-password', code);
    const token = owner ? await resetTokenOf(this.db, owner.userId) : null;
    if (token === null) throw new ProblemError('outdated-link');
    return token;
  }

  private async ownerOf(email: string): Promise<Owner | undefined> {
    const rows: Owner[] = await this.db.query(
      `select u.id as "userId", a.id as "accountId" from auth_user u join account a on a.auth_user_id = u.id
       where u.email = $1 and a.deleted_at is null`,
      [email],
    );
    return rows[0];
  }

  private async ownerBehind(accountId: string): Promise<Owner | undefined> {
    const rows: Owner[] = await this.db.query(
      `select auth_user_id as "userId", id as "accountId" from account where id = $1 and auth_user_id is not null`,
      [accountId],
    );
    return rows[0];
  }
}
