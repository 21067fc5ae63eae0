import { Injectable } from '@nestjs/common';
import type { EditProfile, Preferences } from '@app/contract';
import { EventLog } from '@app/platform';
import { DataSource } from 'typeorm';
import { Account } from '../accounts/account.entity.ts';
import { renderBio } from './bio.ts';

/** What a member says about themselves, and how the site looks to them. */
@Injectable()
export class ProfilesService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
  ) {}

  async edit(accountId: string, { name, bio, fields }: EditProfile): Promise<void> {
    await this.db.transaction(async (tx) => {
      await tx.update(
        Account,
        { id: accountId },
        { displayName: name, bioRaw: bio, bioHtml: renderBio(bio), fields },
      );
      await this.events.append(tx, { name: 'account.updated', accountId });
    });
  }

  async prefer(accountId: string, preferences: Preferences): Promise<void> {
    await this.db.getRepository(Account).update({ id: accountId }, preferences);
  }
}
