import type { EntityManager } from 'typeorm';
import type { SenseCheck } from './sense-check.entity.ts';

/** How often each option was chosen, for those with any answers. An anonymous question has none before its end. */
export async function senseCounts(
  db: Pick<EntityManager, 'query'>,
  checks: readonly Pick<SenseCheck, 'id' | 'options'>[],
): Promise<Map<string, { number: number; answers: number }[]>> {
  const rows = await db.query<{ id: string; choice: number; answers: number }[]>(
    `select sense_check_id as id, choice, sum(answers)::int as answers from (
       select sense_check_id, choice, 1 as answers from sense_answer where choice is not null
       union all select sense_check_id, choice, answers from sense_ballot
     ) every where sense_check_id = any($1::bigint[]) group by 1, 2`,
    [checks.map(({ id }) => id)],
  );
  const found = new Map(rows.map(({ id, choice, answers }) => [`${id}:${choice}`, answers]));
  return new Map(
    checks.map(({ id, options }) => [
      id,
      options.map((_, index) => ({ number: index + 1, answers: found.get(`${id}:${index + 1}`) ?? 0 })),
    ]),
  );
}
