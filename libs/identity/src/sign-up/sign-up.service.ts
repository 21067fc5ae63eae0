import { Injectable } from '@nestjs/common';
import type { SignUp } from '@app/contract';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccountsService, type SignedIn } from '../accounts/accounts.service.ts';
import { Credentials, type SignedInUser } from '../auth/credentials.ts';
import { invitationOf } from '../invitations/invitation-link.ts';
import { openInvitation, useInvitation } from '../invitations/use-invitation.ts';
import { PasskeyCeremonies } from '../passkeys/ceremonies.ts';
import { keepKey } from '../passkeys/keep-key.ts';
import { Attempts } from '../sessions/attempts.ts';
import { readSignInSettings } from '../settings/read-settings.ts';

@Injectable()
export class SignUpService {
  /** Enough for a whole meeting behind one address, too few to fill a roll with invented members. */
  private readonly arrivals = new Attempts(100, 3600);

  constructor(
    private readonly db: DataSource,
    private readonly credentials: Credentials,
    private readonly ceremonies: PasskeyCeremonies,
    private readonly accounts: AccountsService,
  ) {}

  /**
   * Makes an account and signs its owner in.
   *
   * @param headers the browser's own: its languages and its name are kept
   * @param place the network address of the browser
   * @throws ProblemError email-taken, username-taken, passkey-refused, too-many-requests; closed-sign-up or
   *   application-needed where not everybody may join; outdated-link for an invitation that is over
   */
  async signUp(newcomer: SignUp, headers: Headers, place: string): Promise<SignedIn> {
    this.arrivals.spend(place);
    const invitation = await this.invitationOf(newcomer);
    const user = await this.addUser(newcomer, headers);
    if (!invitation) return this.accounts.enter(user, headers);
    // Who reads the mail that brought the link has shown whose address it is.
    if (invitation.email?.toLowerCase() === newcomer.email.toLowerCase())
      await this.credentials.verified(user.userId);
    return this.accounts.enter(user, headers, (tx, accountId) => useInvitation(tx, invitation.id, accountId));
  }

  /**
   * Makes somebody who can sign in and has no account yet; nobody is signed in.
   *
   * @returns the new user
   */
  async addApplicant(newcomer: SignUp, headers: Headers, place: string): Promise<string> {
    this.arrivals.spend(place);
    const { userId } = await this.addUser(newcomer, headers);
    await this.db.query(`delete from auth_session where user_id = $1`, [userId]);
    return userId;
  }

  private async invitationOf({ invitation }: SignUp): Promise<{ id: string; email: string | null } | null> {
    if (invitation !== undefined)
      return openInvitation(this.db.manager, invitationOf(invitation, this.credentials.secret));
    const { signUp } = await readSignInSettings(this.db);
    if (signUp === 'open') return null;
    throw new ProblemError(signUp === 'approval' ? 'application-needed' : 'closed-sign-up');
  }

  private async addUser(newcomer: SignUp, headers: Headers): Promise<SignedInUser> {
    const { password, passkey } = newcomer;
    if (password !== undefined) return this.credentials.add({ ...newcomer, password }, headers);
    if (!passkey) throw needsPassword();
    const key = await this.ceremonies.made(passkey, 'sign-up', null);
    const userId = await this.credentials.addWithoutPassword(newcomer);
    await keepKey(this.db.manager, userId, key, '');
    return this.credentials.begin(userId, 'passkey', headers);
  }
}

function needsPassword(): ProblemError {
  const message = 'A password or a passkey is needed';
  return new ProblemError('invalid-input', { errors: [{ pointer: '/password', code: 'required', message }] });
}
