import { Injectable } from '@nestjs/common';
import type { SignUp } from '@app/contract';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccountsService, type SignedIn } from '../accounts/accounts.service.ts';
import { Credentials, type SignedInUser } from '../auth/credentials.ts';
import { PasskeyCeremonies } from '../passkeys/ceremonies.ts';
import { keepKey } from '../passkeys/keep-key.ts';
import { Attempts } from '../sessions/attempts.ts';

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
   * @throws ProblemError email-taken, username-taken, passkey-refused, too-many-requests
   */
  async signUp(newcomer: SignUp, headers: Headers, place: string): Promise<SignedIn> {
    this.arrivals.spend(place);
    return this.accounts.enter(await this.addUser(newcomer, headers), headers);
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
