import type { AccountGroup } from '@app/contract';
import type { Viewer } from '@app/identity';
import type { EntityManager } from 'typeorm';

/** The groups that a viewer may put a proposal to: those they are in; staff may choose among all. */
export async function electoratesOf(
  db: Pick<EntityManager, 'query'>,
  { accountId, role }: Viewer,
): Promise<AccountGroup[]> {
  return db.query(
    `select g.slug::text, g.name, count(a.id)::int as size
     from account_group g
       left join group_membership m on m.group_id = g.id
       left join account a on a.id = m.account_id and a.domain = '' and a.deleted_at is null
     where $2 or exists (select from group_membership own where own.group_id = g.id and own.account_id = $1)
     group by g.id order by (g.slug = 'members') desc, g.name`,
    [accountId, role === 'staff'],
  );
}
