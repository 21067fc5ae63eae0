import { Injectable } from '@nestjs/common';
import type { OidcProvider } from '@app/contract';
import { DataSource } from 'typeorm';
import { accountRefSql } from '../accounts/account-ref.ts';
import { OidcClient } from './oidc-client.ts';

@Injectable()
export class OidcProvidersView {
  constructor(
    private readonly db: DataSource,
    private readonly client: OidcClient,
  ) {}

  /** Every provider without its secret, and what it last gave and took. */
  async all(): Promise<OidcProvider[]> {
    const rows: Omit<OidcProvider, 'callback'>[] = await this.db.query(
      `select p.slug, p.name, p.issuer, p.client_id as "clientId", p.group_claim as "groupClaim",
         coalesce((select jsonb_agg(jsonb_build_object('claim', o.claim_value, 'group', g.slug::text) order by o.claim_value)
           from oidc_group o join account_group g on g.id = o.group_id where o.provider_id = p.id), '[]') as groups,
         coalesce((select jsonb_agg(jsonb_build_object('account', ${accountRefSql('a')}, 'group', g.name,
             'joined', c.joined, 'at', to_char(c.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by c.id desc)
           from (select * from oidc_group_change where provider_id = p.id order by id desc limit 50) c
             join account a on a.id = c.account_id join account_group g on g.id = c.group_id), '[]') as changes
       from oidc_provider p order by p.name`,
    );
    return rows.map((row) => ({ ...row, callback: this.client.callback(row.slug) }));
  }
}
