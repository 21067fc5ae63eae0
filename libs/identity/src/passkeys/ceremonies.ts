import { Injectable } from '@nestjs/common';
import { Config, ProblemError, SiteSettings } from '@app/platform';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type WebAuthnCredential,
} from '@simplewebauthn/server';
import { Challenges } from './challenges.ts';
import { type RelyingParty, relyingParty } from './relying-party.rules.ts';

/** A public key and what is to be known about it, before it has an owner. */
export interface NewKey {
  credential: WebAuthnCredential;
  synced: boolean;
}

/** The WebAuthn ceremonies: what the browser is asked, and whether its answer is right. No owners here. */
@Injectable()
export class PasskeyCeremonies {
  constructor(
    private readonly config: Config,
    private readonly site: SiteSettings,
    private readonly challenges: Challenges,
  ) {}

  get possible(): boolean {
    return relyingParty(this.config.publicUrl) !== null;
  }

  /** Options to sign in with whichever passkey the person picks. */
  async askToSignIn(): Promise<object> {
    const options = await generateAuthenticationOptions({
      rpID: this.party().id,
      userVerification: 'required',
    });
    await this.challenges.keep(options.challenge, 'sign-in');
    return options;
  }

  /** Options to make a passkey: for a newcomer, or one more for a known user. */
  async askToMake(person: {
    username: string;
    name: string;
    userId?: string;
    known?: { id: string; transports: string[] }[];
  }): Promise<object> {
    const { name: rpName } = await this.site.read();
    const options = await generateRegistrationOptions({
      rpName,
      rpID: this.party().id,
      userName: person.username,
      userDisplayName: person.name,
      excludeCredentials: person.known ?? [],
      // Signing in begins without a name, so the key must know whose it is; and it counts as two factors.
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    const purpose = person.userId === undefined ? 'sign-up' : 'add';
    await this.challenges.keep(options.challenge, purpose, person.userId ?? null);
    return options;
  }

  /** @throws ProblemError passkey-refused */
  async made(answer: object, purpose: 'sign-up' | 'add', userId: string | null): Promise<NewKey> {
    const { registrationInfo } = await this.trusting(() =>
      verifyRegistrationResponse({
        response: answer as RegistrationResponseJSON,
        ...this.expected((challenge) => this.challenges.spend(challenge, purpose, userId)),
      }),
    );
    if (!registrationInfo) throw new ProblemError('passkey-refused');
    return {
      credential: registrationInfo.credential,
      synced: registrationInfo.credentialDeviceType === 'multiDevice',
    };
  }

  /**
   * Checks a sign-in.
   *
   * @returns the key's new counter
   * @throws ProblemError passkey-refused
   */
  async used(answer: object, credential: WebAuthnCredential): Promise<number> {
    const { verified, authenticationInfo } = await this.trusting(() =>
      verifyAuthenticationResponse({
        response: answer as AuthenticationResponseJSON,
        credential,
        ...this.expected((challenge) => this.challenges.spend(challenge, 'sign-in')),
      }),
    );
    if (!verified) throw new ProblemError('passkey-refused');
    return authenticationInfo.newCounter;
  }

  private expected(expectedChallenge: (challenge: string) => Promise<boolean>) {
    const { id, origin } = this.party();
    return { expectedChallenge, expectedOrigin: origin, expectedRPID: id };
  }

  private party(): RelyingParty {
    const party = relyingParty(this.config.publicUrl);
    if (!party) throw new ProblemError('passkey-refused', { detail: 'This address is a number, not a name' });
    return party;
  }

  /** The library throws at what it does not accept: anything that a browser or a stranger may have sent. */
  private async trusting<Answer>(check: () => Promise<Answer>): Promise<Answer> {
    try {
      return await check();
    } catch (error) {
      throw new ProblemError('passkey-refused', { detail: error instanceof Error ? error.message : '' });
    }
  }
}
