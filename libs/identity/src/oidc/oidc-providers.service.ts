import { Injectable } from '@nestjs/common';
import type { NewOidcProvider } from '@app/contract';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';

/** Which other sites vouch for people here; staff only, which the controller asks. */
@Injectable()
export class OidcProvidersService {
  constructor(private readonly db: DataSource) {}

  /** @throws ProblemError slug-taken; invalid-input for a group that does not exist */
  async add({ groups, ...provider }: NewOidcProvider): Promise<void> {
    const { slug, name, issuer, clientId, clientSecret, groupClaim } = provider;
    await this.db.transaction(async (tx) => {
      const [made]: { id: string }[] = await tx.query(
        `insert into oidc_provider (slug, name, issuer, client_id, client_secret, group_claim)
         values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id`,
        [slug, name, issuer, clientId, clientSecret, groupClaim],
      );
      if (!made) throw new ProblemError('slug-taken');
      const mapped: object[] = await tx.query(
        `insert into oidc_group (provider_id, claim_value, group_id)
         select $1, pair.claim, g.id from jsonb_to_recordset($2) as pair (claim text, "group" text)
           join account_group g on g.slug = pair."group"
         on conflict do nothing returning 1`,
        [made.id, JSON.stringify(groups)],
      );
      if (mapped.length < groups.length) {
        const message = 'There is no such group, or a line stands there twice';
        throw new ProblemError('invalid-input', {
          errors: [{ pointer: '/groups', code: 'not-found', message }],
        });
      }
    });
  }

  /** Those who came through it keep their accounts; they choose a password by mail. */
  async remove(slug: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const [removed]: [object[], number] = await tx.query(
        `delete from oidc_provider where slug = $1 returning 1`,
        [slug],
      );
      if (removed.length === 0) throw new ProblemError('not-found');
      await tx.query(`delete from auth_credential where provider_id = $1`, [`oidc:${slug}`]);
    });
  }
}
