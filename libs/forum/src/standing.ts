import { readOnce, type SiteName, SITE_NAME_SQL } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { Category } from './categories/category.entity.ts';

/** What every page begins with. */
export interface Standing {
  /** Null as long as nobody has given the site a name. */
  siteName: SiteName | null;
  /** Another as soon as any category is: which transaction wrote each row, and where it lies. */
  categoriesMark: string;
  /** Topics that were opened since then and never read are new to the viewer; null for guests. */
  newSince: Date | null;
  mutedIds: string[];
  /** Categories that the viewer follows or tracks, whether they still may see them or not. */
  followedIds: string[];
  /** By the database's clock, which also dates posts. */
  now: Date;
}

/** The viewer's own part is right for this account alone; null for a guest. */
export function standingOf(db: Pick<EntityManager, 'query'>, accountId: string | null): Promise<Standing> {
  return readOnce(`standing ${accountId}`, async () => {
    const [standing] = await db.query<[Standing]>(
      `select clock_timestamp() as now, ${SITE_NAME_SQL} as "siteName",
         (select count(*) || ':' || coalesce(sum(hashtextextended(xmin::text || ctid::text, 0)), 0)
          from category) as "categoriesMark",
         coalesce(
           (select new_since from reading_preference where account_id = $1),
           (select created_at - interval '14 days' from account where id = $1)) as "newSince",
         array(select category_id::text from category_follow
               where account_id = $1 and level = 'mute') as "mutedIds",
         array(select category_id::text from category_follow
               where account_id = $1 and level <> 'mute') as "followedIds"`,
      [accountId],
    );
    return standing;
  });
}

interface Known {
  mark: string;
  categories: readonly Readonly<Category>[];
}

/** What this process knows, by database. */
const known = new WeakMap<DataSource, Known>();

/**
 * Every category, our own first: kept in memory as long as the database says that none has changed, so that
 * what somebody may no longer see is gone with the next page, whichever process it was hidden through.
 */
export async function knownCategories(db: DataSource | EntityManager): Promise<Known['categories']> {
  // A transaction sees what nobody else does yet.
  if (!(db instanceof DataSource) && db.queryRunner) return readCategories(db);
  const pool = db instanceof DataSource ? db : db.dataSource;
  const accountId = await readOnce('account', () => Promise.resolve<string | null>(null));
  const { categoriesMark: mark } = await standingOf(pool, accountId);
  const kept = known.get(pool);
  if (kept?.mark === mark) return kept.categories;
  const categories = await readOnce(`categories ${mark}`, () => readCategories(pool.manager));
  // These are as new as the mark, or newer; in that case the next page has another mark.
  known.set(pool, { mark, categories });
  return categories;
}

async function readCategories(db: EntityManager): Promise<Known['categories']> {
  const categories = await db.find(Category, { order: { domain: 'asc', position: 'asc', id: 'asc' } });
  return categories.map((category) => Object.freeze(category));
}
