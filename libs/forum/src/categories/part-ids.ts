import type { DataSource } from 'typeorm';

/** All categories inside of this one, whoever may see them. */
export async function partIds(db: Pick<DataSource, 'query'>, categoryId: string): Promise<string[]> {
  const rows = await db.query<{ id: string }[]>(
    `select id from category where ancestor_ids @> array[$1::bigint]`,
    [categoryId],
  );
  return rows.map(({ id }) => id);
}
