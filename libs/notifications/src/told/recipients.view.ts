import { Injectable } from '@nestjs/common';
import { AccessView } from '@app/forum';
import { DataSource } from 'typeorm';

/** Who of those who might be told something may be, now. */
@Injectable()
export class RecipientsView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /** Without those who live elsewhere, who are gone, and who may not see the topic. */
  async mayBeTold(topicId: string, accountIds: readonly string[]): Promise<string[]> {
    const accounts: { accountId: string; role: 'member' | 'staff' }[] = await this.db.query(
      `select id as "accountId", role from account
       where id = any($1) and domain = '' and deleted_at is null order by id`,
      [[...new Set(accountIds)]],
    );
    const told: string[] = [];
    for (const viewer of accounts) {
      if ((await this.access.whyNotSeeTopic(viewer, topicId)) === null) told.push(viewer.accountId);
    }
    return told;
  }
}
