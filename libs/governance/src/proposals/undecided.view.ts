import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Who is asked to vote: for reminders, and for lists of what waits. */
@Injectable()
export class UndecidedView {
  constructor(private readonly db: DataSource) {}

  /** Those on the roll who have not voted on the text as it stands. */
  async accounts(proposalId: string): Promise<string[]> {
    const rows: { id: string }[] = await this.db.query(
      `select v.account_id as id from proposal p join proposal_voter v on v.proposal_id = p.id
         join account a on a.id = v.account_id and a.deleted_at is null
       where p.id = $1 and p.state = 'open' and v.version is distinct from p.version order by 1`,
      [proposalId],
    );
    return rows.map(({ id }) => id);
  }

  /** Those on the roll of a proposal: who is told of a new wording and of the outcome. */
  async roll(proposalId: string): Promise<string[]> {
    const rows: { id: string }[] = await this.db.query(
      `select v.account_id as id from proposal_voter v
         join account a on a.id = v.account_id and a.deleted_at is null
       where v.proposal_id = $1 order by 1`,
      [proposalId],
    );
    return rows.map(({ id }) => id);
  }
}
