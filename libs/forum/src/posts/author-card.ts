/** What other servers are told of an author, or have told us. */
export interface AuthorCard {
  id: string;
  uuid: string;
  /** The id at their home; null for our own. */
  uri: string | null;
  url: string | null;
  handle: string;
  /** The home server; null for our own. */
  domain: string | null;
  name: string;
}

/** The SQL expression that makes an `AuthorCard` of a row of `account`, as jsonb. */
export function authorCardSql(alias: string): string {
  const a = alias;
  return `jsonb_build_object('id', ${a}.id::text, 'uuid', ${a}.uuid, 'uri', ${a}.uri, 'url', ${a}.url,
    'handle', ${a}.handle::text, 'domain', nullif(${a}.domain::text, ''), 'name', ${a}.display_name)`;
}
