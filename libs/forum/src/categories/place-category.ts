import type { CategoryPermissions } from '@app/contract';
import { ProblemError } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { Category } from './category.entity.ts';

/** Categories stand inside of each other on so many levels. */
const MOST_LEVELS = 3;

interface Place {
  parentId: string | null;
  ancestorIds: string[];
  /** What the parent allows, for a part that begins as its parent is. */
  permissions?: CategoryPermissions;
}

/**
 * Where a part of this category stands.
 *
 * @param slug of one of our own categories; null for none
 * @param movedId of the category that goes there with all its parts; null for a new one
 * @throws ProblemError `invalid-input` for one that there is not, `category-too-deep`; `category-own-part` for a
 *   category in itself and in what is inside of it
 */
export async function parentFor(
  tx: EntityManager,
  slug: string | null,
  movedId: string | null = null,
): Promise<Place> {
  if (slug === null) return { parentId: null, ancestorIds: [] };
  // One at a time, so that two moves cannot close a circle between them.
  await tx.query(`select pg_advisory_xact_lock(hashtext('folkmoot category tree'))`);
  const parent = await tx.findOneBy(Category, { slug, domain: '' });
  if (!parent || parent.visibility === 'messages') {
    throw new ProblemError('invalid-input', {
      errors: [{ pointer: '/parent', code: 'no-such-category', message: 'There is no such category' }],
    });
  }
  const ancestorIds = [...parent.ancestorIds, parent.id];
  if (movedId !== null && ancestorIds.includes(movedId)) throw new ProblemError('category-own-part');
  if (ancestorIds.length >= MOST_LEVELS) throw new ProblemError('category-too-deep');
  return { parentId: parent.id, ancestorIds, permissions: parent.permissions };
}

/**
 * Puts a category with all its parts into another one, or beside all others.
 *
 * @throws ProblemError as `parentFor`
 */
export async function placeCategory(tx: EntityManager, id: string, parent: string | null): Promise<void> {
  const place = await parentFor(tx, parent, id);
  const before = await tx.findOneByOrFail(Category, { id });
  const [{ levels }] = await tx.query<[{ levels: number }]>(
    `select coalesce(max(cardinality(ancestor_ids)) - $2, 0)::int as levels
     from category where ancestor_ids @> array[$1::bigint]`,
    [id, before.ancestorIds.length],
  );
  if (place.ancestorIds.length + levels >= MOST_LEVELS) throw new ProblemError('category-too-deep');
  await tx.update(Category, { id }, { parentId: place.parentId, ancestorIds: place.ancestorIds });
  await tx.query(
    `update category set ancestor_ids = $2::bigint[] || ancestor_ids[$3::int + 1:]
     where ancestor_ids @> array[$1::bigint]`,
    [id, place.ancestorIds, before.ancestorIds.length],
  );
}
