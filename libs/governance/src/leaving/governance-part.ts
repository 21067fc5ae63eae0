import { Injectable } from '@nestjs/common';
import { AccountParts, type ExportFile } from '@app/identity';
import { DataSource, type EntityManager } from 'typeorm';

/**
 * What governing knows of an account: what it proposed and asked, how it voted and answered by name, and on
 * which rolls and ballots it stood. Whether it collected a ballot is not in what it takes along, let alone
 * what was on it: nobody can be made to show that.
 */
@Injectable()
export class GovernancePart {
  constructor(
    parts: AccountParts,
    private readonly db: DataSource,
  ) {
    parts.add(this);
  }

  async collect(accountId: string): Promise<ExportFile[]> {
    const [{ json }] = await this.db.query<[{ json: object }]>(
      `select jsonb_build_object(
         'proposals', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id::text, 'title', p.title, 'state', p.state,
             'openedAt', p.opened_at, 'closesAt', p.closes_at, 'wordings', (select jsonb_agg(jsonb_build_object(
               'version', w.version, 'text', w.raw, 'at', w.created_at) order by w.version)
               from proposal_version w where w.proposal_id = p.id)) order by p.id), '[]')
           from proposal p where p.author_id = $1),
         'votes', (select coalesce(jsonb_agg(jsonb_build_object('proposalId', p.id::text, 'title', p.title, 'vote', v.choice,
             'reason', v.reason, 'version', v.version, 'at', v.voted_at) order by p.id), '[]')
           from proposal_voter v join proposal p on p.id = v.proposal_id where v.account_id = $1),
         'senseChecks', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id::text, 'question', s.question,
             'options', s.options, 'openedAt', s.opened_at) order by s.id), '[]')
           from sense_check s where s.author_id = $1),
         'answers', (select coalesce(jsonb_agg(jsonb_build_object('senseCheckId', s.id::text, 'question', s.question,
             'anonymous', s.anonymous, 'answer', s.options -> (a.choice - 1) ->> 'label', 'reason', a.reason) order by s.id), '[]')
           from sense_answer a join sense_check s on s.id = a.sense_check_id where a.account_id = $1),
         'electoralRolls', (select coalesce(jsonb_agg(jsonb_build_object('electionId', t.id::text, 'title', t.title) order by t.id), '[]')
           from roll_entry r join topic t on t.id = r.election_id where r.account_id = $1),
         'candidacies', (select coalesce(jsonb_agg(jsonb_build_object('electionId', t.id::text, 'title', t.title,
             'number', c.number, 'statement', c.statement, 'nominatedAt', c.nominated_at) order by t.id), '[]')
           from candidacy c join topic t on t.id = c.election_id where c.account_id = $1)) as json`,
      [accountId],
    );
    return [{ path: 'governance.json', content: { json } }];
  }

  /**
   * What was decided stays decided: votes, rolls and results keep their numbers, under no name. Whoever is
   * not on a ballot yet is a candidate no more; reasons and statements go with the rest of one's words.
   */
  async forget(tx: EntityManager, accountId: string, withText: boolean): Promise<void> {
    await tx.query(
      `delete from candidacy c using (
         select id from election
         where phase in ('announced', 'nominations') and id in (select election_id from candidacy where account_id = $1)
         for update
       ) open where c.election_id = open.id and c.account_id = $1 and c.number is null`,
      [accountId],
    );
    await tx.query(`delete from member_key where account_id = $1`, [accountId]);
    if (!withText) return;
    // A block is one only with a reason, so something stands in its place.
    await tx.query(
      `update proposal_voter set reason = case when choice = 'block' then '…' else '' end
       where account_id = $1 and reason <> ''`,
      [accountId],
    );
    await tx.query(`update sense_answer set reason = '' where account_id = $1 and reason <> ''`, [accountId]);
    await tx.query(`update candidacy set statement = '', statement_html = '' where account_id = $1`, [
      accountId,
    ]);
  }
}
