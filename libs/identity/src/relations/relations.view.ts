import { Injectable } from '@nestjs/common';
import type { AccountRef, Relation, RelationKind } from '@app/contract';
import { DataSource } from 'typeorm';
import { accountRefSql } from '../accounts/account-ref.ts';

/**
 * The SQL condition that a viewer hears of somebody: neither muted nor blocked. For lists and notifications.
 *
 * @param viewer the SQL of the viewer's account id; for null, a guest, the condition holds
 * @param author the SQL of the other's account id
 */
export function heardSql(viewer: string, author: string): string {
  return `not exists (select from account_relation heard where heard.account_id = ${viewer} and heard.target_id = ${author})`;
}

@Injectable()
export class RelationsView {
  constructor(private readonly db: DataSource) {}

  /** Whom an account mutes or blocks, the latest first. */
  async list(accountId: string): Promise<Relation[]> {
    const rows = await this.db.query<{ account: AccountRef; kind: RelationKind; createdAt: Date }[]>(
      `select ${accountRefSql('a')} as account, r.kind, r.created_at as "createdAt"
       from account_relation r join account a on a.id = r.target_id
       where r.account_id = $1 order by r.created_at desc, r.target_id`,
      [accountId],
    );
    return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
  }

  /** Which of these accounts want to hear nothing of somebody: they mute or block them. */
  async deafTo(authorId: string, accountIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.db.query<{ id: string }[]>(
      `select account_id as id from account_relation where target_id = $1 and account_id = any($2::bigint[])`,
      [authorId, accountIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Which of these accounts have blocked somebody, who may then not write to them. */
  async blockersOf(accountId: string, accountIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.db.query<{ id: string }[]>(
      `select account_id as id from account_relation
       where target_id = $1 and kind = 'block' and account_id = any($2::bigint[])`,
      [accountId, accountIds],
    );
    return new Set(rows.map(({ id }) => id));
  }
}
