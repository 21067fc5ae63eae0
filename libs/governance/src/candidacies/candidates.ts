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
  only?: 'admitted',
): Promise<Candidate[]> {
  const rows = await db.query<(Omit<Candidate, 'number'> & { number: number | null })[]>(
    `select n.number, ${accountRefSql('a')} as account, n.statement_html as "statementHtml",
       n.state = 'withdrawn' as withdrawn
     from candidacy n join account a on a.id = n.account_id
     where n.election_id = $1
       and (n.state = 'admitted' or n.number is not null or (n.state = 'accepted' and $2::text is null)) order by n.number`,
    [electionId, only ?? null],
  );
  const fixed = rows.flatMap(({ number, ...candidate }) =>
    number === null ? [] : [{ ...candidate, number }],
  );
  return fixed.length === rows.length
    ? fixed
    : inBallotOrder(rows).map((candidate, index) => ({ ...candidate, number: index + 1 }));
}

/** Numbers of candidates who withdrew after they came on the ballot: they stay on it, and the count passes them over. */
export async function withdrawnFrom(db: Pick<EntityManager, 'query'>, electionId: string): Promise<number[]> {
  const rows = await db.query<{ number: number }[]>(
    `select number from candidacy where election_id = $1 and state = 'withdrawn' and number is not null order by 1`,
    [electionId],
  );
  return rows.map(({ number }) => number);
}
