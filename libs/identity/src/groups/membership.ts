import type { EntityManager } from 'typeorm';

/** Makes an account a member of a group, if it is not. */
export async function joinGroup(tx: EntityManager, accountId: string, slug: string): Promise<void> {
  await tx.query(
    `insert into group_membership (group_id, account_id) select id, $1 from account_group where slug = $2
     on conflict do nothing`,
    [accountId, slug],
  );
}

/** Ends a membership, if there is one. */
export async function leaveGroup(tx: EntityManager, accountId: string, slug: string): Promise<void> {
  await tx.query(
    `delete from group_membership m using account_group g
     where g.id = m.group_id and m.account_id = $1 and g.slug = $2`,
    [accountId, slug],
  );
}
