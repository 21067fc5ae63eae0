import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { EraseAccount, ErasureReceipt } from '@app/contract';
import { EventLog, ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { ZipFile } from 'yazl';
import { Account } from '../accounts/account.entity.ts';
import { AccountParts } from './account-parts.ts';

/** Taking everything along, and leaving. */
@Injectable()
export class LeavingService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
    private readonly parts: AccountParts,
  ) {}

  /** A ZIP archive of all that the rooms know of an account: JSON and the files that it brought, made while it is read. */
  async takeAlong(accountId: string): Promise<Readable> {
    const zip = new ZipFile();
    for (const part of this.parts.all) {
      for (const { path, content } of await part.collect(accountId)) {
        if ('json' in content) zip.addBuffer(Buffer.from(`${JSON.stringify(content.json, null, 2)}\n`), path);
        else {
          const stream = await content.open();
          if (stream) zip.addReadStream(stream, path);
        }
      }
    }
    zip.end();
    return zip.outputStream as Readable;
  }

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
