import type { Challenge } from '@app/contract';
import { accountRefSql } from '@app/identity';
import type { EntityManager } from 'typeorm';

/** What was said against a result, and the rulings; oldest first. */
export async function challengesOf(
  db: Pick<EntityManager, 'query'>,
  electionId: string,
): Promise<Challenge[]> {
  const rows = await db.query<(Omit<Challenge, 'at'> & { at: Date })[]>(
    `select c.id, ${accountRefSql('a')} as by, c.text, c.at, c.ruling, c.ruling_reason as "rulingReason"
     from challenge c join account a on a.id = c.by_id where c.election_id = $1 order by c.id`,
    [electionId],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
