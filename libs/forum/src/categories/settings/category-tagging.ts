import type { CategoryTagging } from '@app/contract';
import { ProblemError } from '@app/platform';
import type { DataSource, EntityManager } from 'typeorm';

/** Which tags a category takes. */
export async function readTagging(
  db: Pick<DataSource, 'query'>,
  { id, freeTags }: { id: string; freeTags: boolean },
): Promise<CategoryTagging> {
  const sets = await db.query<{ id: string; required: boolean }[]>(
    `select tag_set_id as id, required from category_tag_set where category_id = $1`,
    [id],
  );
  return {
    freeTags,
    sets: Object.fromEntries(sets.map((set) => [set.id, set.required ? 'required' : 'offered'])),
  };
}

/** @throws ProblemError `invalid-input` for a set that there is not */
export async function keepTagging(
  tx: EntityManager,
  categoryId: string,
  { freeTags, sets }: CategoryTagging,
): Promise<void> {
  const ids = Object.keys(sets);
  const known = await tx.query<unknown[]>(`select from tag_set where id = any($1::bigint[])`, [ids]);
  if (known.length !== ids.length) {
    throw new ProblemError('invalid-input', {
      errors: [{ pointer: '/tagging', code: 'no-such-tag-set', message: 'There is no such set of tags' }],
    });
  }
  await tx.query(`update category set free_tags = $2 where id = $1`, [categoryId, freeTags]);
  await tx.query(`delete from category_tag_set where category_id = $1`, [categoryId]);
  await tx.query(
    `insert into category_tag_set (category_id, tag_set_id, required)
     select $1, set_id, required from unnest($2::bigint[], $3::boolean[]) as wanted (set_id, required)`,
    [categoryId, ids, ids.map((id) => sets[id] === 'required')],
  );
}
