import { Injectable } from '@nestjs/common';
import { Config, EventLog, ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { findAccount } from '../accounts/find-account.ts';
import { Account } from '../accounts/account.entity.ts';
import { signedIn, type Viewer } from '../viewer/viewer.ts';

/** Trust rises: by what somebody does, or by the word of one who is trusted. It never falls. */
@Injectable()
export class TrustService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
    private readonly config: Config,
  ) {}

  /**
   * A trusted member says that they know a newcomer, who is none from then on. Twice is once.
   *
   * @throws ProblemError not-found, not-allowed
   */
  async vouch(viewer: Viewer, address: string): Promise<void> {
    const accountId = signedIn(viewer);
    await this.db.transaction(async (tx) => {
      const voucher = await tx.findOneByOrFail(Account, { id: accountId });
      if (voucher.trust !== 'trusted' && viewer.role !== 'staff') throw new ProblemError('not-allowed');
      const targetId = await findAccount(tx, this.config, address);
      const target = await tx.findOneByOrFail(Account, { id: targetId });
      if (target.domain !== '' || targetId === accountId) throw new ProblemError('not-allowed');
      await tx.query(`insert into vouch (account_id, target_id) values ($1, $2) on conflict do nothing`, [
        accountId,
        targetId,
      ]);
    });
    await this.raise(await findAccount(this.db.manager, this.config, address), 'known');
  }

  /** Lifts an account to a level; one that is there already, or higher, stays as it is. */
  async raise(accountId: string, level: 'known' | 'trusted'): Promise<void> {
    await this.db.transaction(async (tx) => {
      const [, risen]: [unknown, number] = await tx.query(
        `update account set trust = $2 where id = $1 and domain = ''
           and trust = any(case $2 when 'known' then array['new'] else array['new', 'known'] end)`,
        [accountId, level],
      );
      if (risen > 0) await this.events.append(tx, { name: 'account.updated', accountId });
    });
  }
}
