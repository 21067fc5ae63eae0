import type { CategoryVisibility } from '@app/contract';

/** What other servers are told of a category, or have told us. */
export interface CategoryCard {
  id: string;
  uuid: string;
  /** The id at its home; null for our own. */
  uri: string | null;
  url: string | null;
  slug: string;
  /** The home server; null for our own. */
  domain: string | null;
  name: string;
  description: string;
  visibility: CategoryVisibility;
  /** Whether other servers may follow this category of ours. */
  federated: boolean;
  /** Somebody's own place, for what they write outside of any category. */
  person: boolean;
}

/** The SQL expression that makes a `CategoryCard` of a row of `category`, as jsonb. */
export function categoryCardSql(alias: string): string {
  const c = alias;
  return `jsonb_build_object('id', ${c}.id::text, 'uuid', ${c}.uuid, 'uri', ${c}.uri, 'url', ${c}.url,
    'slug', ${c}.slug::text, 'domain', nullif(${c}.domain::text, ''), 'name', ${c}.name,
    'description', ${c}.description, 'visibility', ${c}.visibility, 'federated', ${c}.federated, 'person', ${c}.person)`;
}
