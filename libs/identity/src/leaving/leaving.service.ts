import { Injectable } from '@nestjs/common';
import type { EraseAccount, ErasureReceipt } from '@app/contract';
import { EventLog, ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { Account } from '../accounts/account.entity.ts';
import { AccountParts } from './account-parts.ts';

/** Leaving for good. */
@Injectable()
export class LeavingService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
    private readonly parts: AccountParts,
  ) {}

  /**
   * Ends an account for good, in every room at once.
   *
   * @throws ProblemError invalid-input if the name typed is not the account's, not-allowed for staff, who
   *   hand their keys over first
   */
  async erase(accountId: string, { handle, text }: EraseAccount): Promise<ErasureReceipt> {
    return this.db.transaction(async (tx) => {
      const account = await tx.findOneOrFail(Account, {
        where: { id: accountId },
        lock: { mode: 'pessimistic_write' },
      });
      if (handle.replace(/^@/, '').toLowerCase() !== account.handle.toLowerCase()) {
        throw new ProblemError('invalid-input', {
          errors: [{ pointer: '/handle', code: 'invalid', message: 'This is not the name of the account' }],
        });
      }
      if (account.role === 'staff') throw new ProblemError('not-allowed');
      for (const part of this.parts.all) await part.forget(tx, accountId, text === 'erase');
      await this.events.append(tx, { name: 'account.updated', accountId });
      await this.events.append(tx, { name: 'session.ended', accountId });
      return { at: new Date().toISOString(), text };
    });
  }
}
