import { Injectable } from '@nestjs/common';
import type { AccountGroup, AccountRef } from '@app/contract';
import { DataSource } from 'typeorm';
import { accountRefSql } from '../accounts/account-ref.ts';

@Injectable()
export class GroupsView {
  constructor(private readonly db: DataSource) {}

  /** Every group, by name, with how many accounts are in it now. */
  async list(): Promise<AccountGroup[]> {
    return this.db.query(
      `select g.slug::text, g.name, count(a.id)::int as size
       from account_group g
         left join group_membership m on m.group_id = g.id
         left join account a on a.id = m.account_id and a.deleted_at is null
       group by g.id order by g.name`,
    );
  }

  /** Who is in a group now, by account id; empty for a group that does not exist. */
  async members(slug: string): Promise<AccountRef[]> {
    const rows: { member: AccountRef }[] = await this.db.query(
      `select ${accountRefSql('a')} as member
       from account_group g
         join group_membership m on m.group_id = g.id
         join account a on a.id = m.account_id and a.deleted_at is null
       where g.slug = $1 order by a.id`,
      [slug],
    );
    return rows.map(({ member }) => member);
  }
}
