import type { Nomination } from '@app/contract';
import { accountRefSql } from '@app/identity';
import type { EntityManager } from 'typeorm';

/** All candidacies of an election with where they are, by number and then by time. */
export async function nominationsOf(
  db: Pick<EntityManager, 'query'>,
  electionId: string,
  viewerId: string | null,
): Promise<Nomination[]> {
  return db.query(
    `select ${accountRefSql('a')} as account,
       case when c.nominated_by_id is not null then ${accountRefSql('b')} end as "nominatedBy",
       c.state, c.number, c.statement_html as "statementHtml", c.reason, c.appeal,
       (select coalesce(jsonb_agg(${accountRefSql('s')} order by s.handle), '[]')
        from candidacy_second w join account s on s.id = w.account_id
        where w.election_id = c.election_id and w.candidate_id = c.account_id) as seconders,
       case when t.id is not null then jsonb_build_object('id', t.id::text, 'slug', t.slug) end as questions,
       exists (select from candidacy_second w where w.election_id = c.election_id
         and w.candidate_id = c.account_id and w.account_id = $2) as seconded
     from candidacy c join account a on a.id = c.account_id left join account b on b.id = c.nominated_by_id
       left join topic t on t.id = c.questions_topic_id and t.deleted_at is null
     where c.election_id = $1 order by c.number nulls last, c.nominated_at, a.handle`,
    [electionId, viewerId],
  );
}
