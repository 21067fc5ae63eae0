import { TagPolicy } from '@app/contract';
import type { Viewer } from '@app/identity';
import type { DataSource, EntityManager } from 'typeorm';

type Db = Pick<DataSource | EntityManager, 'query'>;

const UNSET: TagPolicy = { createdBy: 'trusted', mostPerTopic: 5 };

/** What staff have decided about tags, or what holds until then. */
export async function readTagPolicy(db: Db): Promise<TagPolicy> {
  const [row] = await db.query<{ value: TagPolicy }[]>(`select value from site_setting where key = 'tags'`);
  return row?.value ?? UNSET;
}

/** Whether somebody may use a word that is no tag yet. */
export async function mayCreateTags(
  db: Db,
  { accountId, role }: Viewer,
  { createdBy }: TagPolicy,
): Promise<boolean> {
  if (role !== 'member' || createdBy === 'members') return role !== 'guest';
  if (createdBy === 'staff') return false;
  const [row] = await db.query<{ trust: string }[]>(`select trust from account where id = $1`, [accountId]);
  return row?.trust === 'trusted';
}
