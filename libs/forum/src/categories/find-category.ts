import { ProblemError } from '@app/platform';
import type { DataSource, EntityManager } from 'typeorm';
import { knownCategories } from '../standing.ts';
import { parseCategoryAddress } from './category-address.rules.ts';
import type { Category } from './category.entity.ts';

/**
 * The category behind `slug` or `slug@domain`. Whether somebody may know of it is asked afterwards.
 *
 * @throws ProblemError `not-found`
 */
export async function findCategory(
  db: DataSource | EntityManager,
  address: string,
): Promise<Readonly<Category>> {
  const asked = parseCategoryAddress(address.toLowerCase());
  const category = (await knownCategories(db)).find(
    ({ slug, domain }) => slug.toLowerCase() === asked.slug && domain.toLowerCase() === asked.domain,
  );
  if (!category) throw new ProblemError('not-found');
  return category;
}

/** The category with this id; null if there is none. */
export async function categoryById(
  db: DataSource | EntityManager,
  id: string,
): Promise<Readonly<Category> | null> {
  return (await knownCategories(db)).find((category) => category.id === id) ?? null;
}

/** The ids of all categories inside of this one, whoever may see them. */
export async function partIds(db: DataSource | EntityManager, categoryId: string): Promise<string[]> {
  const categories = await knownCategories(db);
  return categories.filter(({ ancestorIds }) => ancestorIds.includes(categoryId)).map(({ id }) => id);
}
