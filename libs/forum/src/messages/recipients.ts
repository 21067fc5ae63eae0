import { type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import type { EntityManager } from 'typeorm';

/**
 * The accounts of this server that these usernames mean.
 *
 * @throws ProblemError `invalid-input` naming whoever is not here, or has blocked the sender: it is not told which
 */
export async function peopleNamed(
  tx: EntityManager,
  viewer: Viewer,
  names: readonly string[],
): Promise<{ id: string; name: string }[]> {
  const wanted = [...new Set(names.map((name) => name.replace(/^@/, '').toLowerCase()))];
  const found = await tx.query<{ id: string; handle: string; name: string }[]>(
    `select id, lower(handle::text) as handle, display_name as name from account a
     where handle = any($1::citext[]) and domain = '' and deleted_at is null
       and not exists (select from account_relation r
         where r.account_id = a.id and r.target_id = $2 and r.kind = 'block')
     order by id`,
    [wanted, viewer.accountId],
  );
  const missing = wanted.filter((name) => !found.some(({ handle }) => handle === name));
  if (missing.length > 0) throw unknown('/people', missing);
  return found;
}

/**
 * The ids of groups, which only their own members and staff may write to.
 *
 * @throws ProblemError `invalid-input` for any other
 */
export async function groupsNamed(
  tx: EntityManager,
  viewer: Viewer,
  slugs: readonly string[],
): Promise<string[]> {
  const wanted = [...new Set(slugs.map((slug) => slug.toLowerCase()))];
  const found = await tx.query<{ id: string; slug: string }[]>(
    `select id, lower(slug::text) as slug from account_group where slug = any($1::citext[]) order by id`,
    [wanted],
  );
  const open = found.filter(({ id }) => viewer.role === 'staff' || viewer.groupIds.includes(id));
  const missing = wanted.filter((slug) => !open.some((group) => group.slug === slug));
  if (missing.length > 0) throw unknown('/groups', missing);
  return open.map(({ id }) => id);
}

function unknown(pointer: string, names: readonly string[]): ProblemError {
  const message = names.join(', ');
  return new ProblemError('invalid-input', { errors: [{ pointer, code: 'unknown-recipient', message }] });
}
