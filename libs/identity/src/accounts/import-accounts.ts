import type { EntityManager } from 'typeorm';
import { joinGroup } from '../groups/membership.ts';

export interface BulkAccount {
  handle: string;
  name: string;
  createdAt: Date;
}

/**
 * Makes members of a generated site, who have no way to sign in. A handle that exists keeps its account.
 *
 * @returns the accounts' ids, in the order of `members`
 */
export async function importAccounts(tx: EntityManager, members: readonly BulkAccount[]): Promise<string[]> {
  const handles = members.map(({ handle }) => handle);
  const fresh = await tx.query<{ handle: string }[]>(
    `insert into local_handle (handle, kind) select unnest($1::citext[]), 'account' on conflict do nothing
     returning handle`,
    [handles],
  );
  const free = new Set(fresh.map(({ handle }) => handle));
  const arriving = members.filter(({ handle }) => free.has(handle));
  await tx.query(
    `insert into account (handle, display_name, created_at)
     select * from unnest($1::citext[], $2::text[], $3::timestamptz[])`,
    [
      arriving.map(({ handle }) => handle),
      arriving.map(({ name }) => name),
      arriving.map(({ createdAt }) => createdAt.toISOString()),
    ],
  );
  const rows = await tx.query<{ id: string; handle: string }[]>(
    `select id, handle from account where domain = '' and handle = any($1::citext[])`,
    [handles],
  );
  const ids = new Map(rows.map(({ id, handle }) => [handle, id]));
  for (const handle of free) await joinGroup(tx, ids.get(handle)!, 'members');
  return handles.map((handle) => {
    const id = ids.get(handle);
    if (id === undefined) throw new Error(`the name ${handle} belongs to a category or is reserved`);
    return id;
  });
}
