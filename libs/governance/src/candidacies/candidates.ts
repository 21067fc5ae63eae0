import type { Candidate } from '@app/contract';
import { accountRefSql } from '@app/identity';
import type { EntityManager } from 'typeorm';
import { inBallotOrder } from './ballot-order.rules.ts';

/**
 * The candidates in the order of their numbers; until voting opens, in the order and with the numbers that
 * they would have now.
 */
export async function candidatesOf(
  db: Pick<EntityManager, 'query'>,
  electionId: string,
): Promise<Candidate[]> {
  const rows = await db.query<(Omit<Candidate, 'number'> & { number: number | null })[]>(
    `select n.number, ${accountRefSql('a')} as account, n.statement_html as "statementHtml"
     from candidacy n join account a on a.id = n.account_id
     where n.election_id = $1 order by n.number`,
    [electionId],
  );
  const fixed = rows.flatMap(({ number, ...candidate }) =>
    number === null ? [] : [{ ...candidate, number }],
  );
  return fixed.length === rows.length
    ? fixed
    : inBallotOrder(rows).map((candidate, index) => ({ ...candidate, number: index + 1 }));
}
