import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ElectionClock } from '../elections/election-clock.ts';
import { ElectionNotice } from './election-notice.entity.ts';

/** Proof that members were told of an election: who, where to, and when. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: ElectionClock,
  ) {}

  /** Whom a notice is still to be written to; nobody in an election that the clock alone moves on. */
  async waiting(electionId: string): Promise<string[]> {
    const rows: { id: string }[] = await this.db.query(
      `select r.account_id as id from roll_entry r join election_process p on p.election_id = r.election_id
       where r.election_id = $1 and not exists (select from election_notice n
         where n.election_id = r.election_id and n.account_id = r.account_id) order by 1`,
      [electionId],
    );
    return rows.map(({ id }) => id);
  }

  /** Keeps that a notice was written; the first one counts. @param address null for a member without one that works */
  async served(electionId: string, accountId: string, address: string | null): Promise<void> {
    await this.db.transaction(async (tx) => {
      const row = { electionId, accountId, address, mailedAt: await this.clock.now(tx) };
      await tx.createQueryBuilder().insert().into(ElectionNotice).values(row).orIgnore().execute();
    });
  }

  isServed(electionId: string, accountId: string): Promise<boolean> {
    return this.db.manager.existsBy(ElectionNotice, { electionId, accountId });
  }

  /** Keeps that a notice was written again. @param address null for a member without one that works */
  async servedAgain(electionId: string, accountId: string, address: string | null): Promise<void> {
    await this.db.transaction(async (tx) => {
      await tx.update(
        ElectionNotice,
        { electionId, accountId },
        { address, mailedAt: await this.clock.now(tx) },
      );
    });
  }
}
