/**
 * The SQL expression that makes an `AccountRef` of the contract from a row of `account`, as jsonb: join
 * the table, name the alias, and the driver hands over the finished object.
 *
 * @param alias the alias of `account` in the query; written by us, never by a user
 */
export function accountRefSql(alias: string): string {
  return `jsonb_build_object('id', ${alias}.id::text, 'handle', ${alias}.handle::text,
    'domain', nullif(${alias}.domain::text, ''), 'name', ${alias}.display_name, 'avatarUrl', ${alias}.avatar_url)`;
}
