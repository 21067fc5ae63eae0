import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { viewerSql } from './viewer-sql.ts';
import type { Viewer } from './viewer.ts';

/** Who somebody is to the access rules when they are not asking themselves: for mails, notifications and feeds. */
@Injectable()
export class ViewersView {
  constructor(private readonly db: DataSource) {}

  /** Accounts of this server as viewers; those of other servers and deleted ones are left out. */
  async byIds(accountIds: readonly string[]): Promise<(Viewer & { accountId: string })[]> {
    const rows = await this.db.query<{ viewer: Viewer & { accountId: string } }[]>(
      `select ${viewerSql('a')} as viewer from account a
       where a.id = any($1::bigint[]) and a.domain = '' and a.deleted_at is null order by a.id`,
      [accountIds],
    );
    return rows.map(({ viewer }) => viewer);
  }
}
