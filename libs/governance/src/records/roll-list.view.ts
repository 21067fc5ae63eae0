import { Injectable } from '@nestjs/common';
import type { RollList } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';

/** The whole roll with what was asked for, for those who look after an election: it names who collected a ballot. */
@Injectable()
export class RollListView {
  constructor(private readonly db: DataSource) {}

  /**
   * The roll in the order of its leaves, once the voting is over: before, it would tell who comes when.
   *
   * @throws ProblemError `sign-in-required`, `not-found`, `officers-only`, `no-result-yet`
   */
  async get(viewer: Viewer, electionId: string): Promise<RollList> {
    const accountId = signedIn(viewer);
    const [election] = await this.db.query<{ isOver: boolean; isOfficer: boolean }[]>(
      `select k.issuance_root is not null as "isOver",
         exists (select 1 from election_officer o where o.election_id = e.id and o.account_id = $2) as "isOfficer"
       from election e left join election_count k on k.election_id = e.id where e.id = $1`,
      [electionId, accountId],
    );
    if (!election) throw new ProblemError('not-found');
    if (!election.isOfficer && viewer.role !== 'staff') throw new ProblemError('officers-only');
    if (!election.isOver) throw new ProblemError('no-result-yet');
    const entries: RollList['entries'] = await this.db.query(
      `select a.uuid as member, encode(r.member_key, 'base64') as key, encode(r.blinded_hash, 'hex') as "blindedHash",
         translate(encode(r.request_signature, 'base64'), E'\\n', '') as signature
       from roll_entry r join account a on a.id = r.account_id where r.election_id = $1 order by r.leaf`,
      [electionId],
    );
    return { v: 1, electionId, entries };
  }
}
