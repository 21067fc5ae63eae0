import type { EntityManager } from 'typeorm';

/**
 * Puts an account into the groups that a provider's claims mean here, and takes it out of those that it
 * speaks for and did not name; groups it does not speak for stay as they are. What changed is written down.
 */
export async function syncGroups(
  tx: EntityManager,
  providerId: string,
  accountId: string,
  claims: string[],
): Promise<void> {
  await tx.query(
    `with meant as (
       select group_id, bool_or(claim_value = any($3::text[])) as in from oidc_group where provider_id = $1 group by group_id
     ), joined as (
       insert into group_membership (group_id, account_id) select group_id, $2 from meant where meant.in
       on conflict do nothing returning group_id
     ), left_ as (
       delete from group_membership m using meant
       where m.account_id = $2 and m.group_id = meant.group_id and not meant.in returning m.group_id
     )
     insert into oidc_group_change (provider_id, account_id, group_id, joined)
     select $1, $2, group_id, true from joined union all select $1, $2, group_id, false from left_`,
    [providerId, accountId, claims],
  );
}
