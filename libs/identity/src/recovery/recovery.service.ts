import { Injectable } from '@nestjs/common';
import type { AskPasswordReset, RedeemPasswordReset } from '@app/contract';
import { AccountsService } from '../accounts/accounts.service.ts';
import { Attempts } from '../sessions/attempts.ts';

/** Mails that somebody asks for, and what they make possible; each can be asked for a few times only. */
@Injectable()
export class RecoveryService {
  private readonly askedFor = new Attempts(3, 3600);
  private readonly askedFrom = new Attempts(20, 3600);

  constructor(private readonly accounts: AccountsService) {}

  /**
   * Mails a link for a new password, if somebody has this address.
   *
   * @param place the network address of the browser
   * @throws ProblemError too-many-requests
   */
  async ask({ email }: AskPasswordReset, place: string): Promise<void> {
    this.askedFrom.spend(place);
    this.askedFor.spend(email.toLowerCase());
    await this.accounts.askPasswordReset(email);
  }

  /** @throws ProblemError outdated-link, too-many-requests */
  async redeem(request: RedeemPasswordReset, place: string): Promise<void> {
    this.askedFrom.spend(place);
    await this.accounts.resetPassword(request);
  }

  /** @throws ProblemError too-many-requests */
  async askVerification(accountId: string): Promise<void> {
    this.askedFor.spend(accountId);
    await this.accounts.askVerification(accountId);
  }
}
