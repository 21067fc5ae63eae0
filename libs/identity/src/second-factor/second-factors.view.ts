import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Who signs in with more than a password. */
@Injectable()
export class SecondFactorsView {
  constructor(private readonly db: DataSource) {}

  /** Of these accounts, those with an authenticator app or a passkey. */
  async among(accountIds: readonly string[]): Promise<Set<string>> {
    const rows: { id: string }[] = await this.db.query(
      `select a.id from account a join auth_user u on u.id = a.auth_user_id
       where a.id = any($1::bigint[])
         and (u.two_factor_enabled or exists (select from auth_passkey p where p.user_id = u.id))`,
      [accountIds],
    );
    return new Set(rows.map(({ id }) => id));
  }
}
