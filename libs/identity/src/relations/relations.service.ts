import { Injectable } from '@nestjs/common';
import type { RelationKind } from '@app/contract';
import { Config, ProblemError } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { findAccount } from '../accounts/find-account.ts';

/** Whom a member does not want to hear of, and what they note about people. All of it is theirs alone. */
@Injectable()
export class RelationsService {
  constructor(
    private readonly db: DataSource,
    private readonly config: Config,
  ) {}

  /**
   * Mutes or blocks somebody; the other of the two replaces what was.
   *
   * @param address `handle` or `handle@domain`
   * @throws ProblemError not-found, not-allowed for oneself
   */
  async set(accountId: string, address: string, kind: RelationKind): Promise<void> {
    await this.db.transaction(async (tx) => {
      const targetId = await this.other(tx, accountId, address);
      await tx.query(
        `insert into account_relation (account_id, target_id, kind) values ($1, $2, $3)
         on conflict (account_id, target_id) do update set kind = excluded.kind`,
        [accountId, targetId, kind],
      );
    });
  }

  /** Hears of somebody again. Doing it twice is doing it once. */
  async clear(accountId: string, address: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const targetId = await this.other(tx, accountId, address);
      await tx.query(`delete from account_relation where account_id = $1 and target_id = $2`, [
        accountId,
        targetId,
      ]);
    });
  }

  /** Writes the private note about somebody; an empty one takes it away. */
  async note(accountId: string, address: string, text: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const targetId = await this.other(tx, accountId, address);
      if (text === '') {
        await tx.query(`delete from account_note where account_id = $1 and target_id = $2`, [
          accountId,
          targetId,
        ]);
        return;
      }
      await tx.query(
        `insert into account_note (account_id, target_id, text) values ($1, $2, $3)
         on conflict (account_id, target_id) do update set text = excluded.text, updated_at = now()`,
        [accountId, targetId, text],
      );
    });
  }

  private async other(tx: EntityManager, accountId: string, address: string): Promise<string> {
    const targetId = await findAccount(tx, this.config, address);
    if (targetId === accountId) throw new ProblemError('not-allowed');
    return targetId;
  }
}
