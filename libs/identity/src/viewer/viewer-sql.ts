/**
 * The SQL expression that makes a `Viewer` of a row of `account`, as jsonb.
 *
 * @param alias the alias of `account` in the query; written by us, never by a user
 */
export function viewerSql(alias: string): string {
  return `jsonb_build_object('accountId', ${alias}.id::text, 'role', ${alias}.role, 'groupIds',
    array(select group_id::text from group_membership where account_id = ${alias}.id order by group_id))`;
}
