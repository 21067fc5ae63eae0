/**
 * The SQL expression that makes a `CategoryRef` of the contract from a row of `category`, as jsonb.
 *
 * @param alias the alias of `category` in the query; written by us, never by a user
 */
export function categoryRefSql(alias: string): string {
  return `jsonb_build_object('id', ${alias}.id::text, 'slug', ${alias}.slug::text,
    'domain', nullif(${alias}.domain::text, ''), 'name', ${alias}.name, 'colour', ${alias}.colour)`;
}
