import type { EntityManager } from 'typeorm';

/** Who was elected, in the order of election: by the count, or without one all who stood. */
export async function electedIn(
  tx: Pick<EntityManager, 'query'>,
  electionId: string,
): Promise<{ accountId: string; number: number }[]> {
  return tx.query(
    `select c.account_id as "accountId", c.number from candidacy c
       join election_process p on p.election_id = c.election_id
       left join election_count k on k.election_id = c.election_id
       left join lateral jsonb_array_elements(k.sheet -> 'elected') with ordinality as w (line, place)
         on (w.line ->> 'candidate')::int = c.number
     where c.election_id = $1 and c.number is not null
       and (w.place is not null or (p.outcome = 'uncontested' and c.state = 'admitted'))
     order by w.place, c.number`,
    [electionId],
  );
}
