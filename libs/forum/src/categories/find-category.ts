import { ProblemError, readOnce } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { parseCategoryAddress } from './category-address.rules.ts';
import { Category } from './category.entity.ts';

/**
 * The category behind `slug` or `slug@domain`. Whether somebody may know of it is asked afterwards.
 *
 * @throws ProblemError `not-found`
 */
export async function findCategory(db: Pick<EntityManager, 'findOneBy'>, address: string): Promise<Category> {
  const category = await readOnce(`category ${address}`, () =>
    db.findOneBy(Category, parseCategoryAddress(address)),
  );
  if (!category) throw new ProblemError('not-found');
  return category;
}

/** The category that a topic's row names, which is always there. */
export function categoryById(db: Pick<EntityManager, 'findOneByOrFail'>, id: string): Promise<Category> {
  return readOnce(`category by id ${id}`, () => db.findOneByOrFail(Category, { id }));
}
