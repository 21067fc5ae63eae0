import type { AccessView } from '@app/forum';
import type { Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import type { DataSource } from 'typeorm';

/**
 * The categories whose items a list shows this viewer: all that they may see, or the one that was asked for.
 *
 * @param category its slug
 * @throws ProblemError `not-found` for a category that the viewer may not know of
 */
export async function visibleCategories(
  db: DataSource,
  access: AccessView,
  { viewer, category }: { viewer: Viewer; category: string | undefined },
): Promise<string[]> {
  const visible = await access.visibleCategoryIds(viewer);
  if (category === undefined) return visible;
  const named: { id: string }[] = await db.query(
    `select id from category where slug = $1 and domain = '' and id = any($2::bigint[])`,
    [category, visible],
  );
  if (named.length === 0) throw new ProblemError('not-found');
  return named.map(({ id }) => id);
}
