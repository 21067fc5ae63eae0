import { Injectable } from '@nestjs/common';
import type { ProposalVote, VoteList, VoteListQuery } from '@app/contract';
import { accountRefSql, type Viewer } from '@app/identity';
import { cutPage, ProblemError, readCursor } from '@app/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { ProposalsView } from './proposals.view.ts';

const Keys = z.tuple([z.string().regex(/^\d{1,19}$/)]);

@Injectable()
export class ProposalVotesView {
  constructor(
    private readonly db: DataSource,
    private readonly proposals: ProposalsView,
  ) {}

  /**
   * Who voted how and why, for those who may know the result.
   *
   * @throws ProblemError a refusal of the policy, `no-result-yet`, `invalid-cursor`
   */
  async list(
    viewer: Viewer,
    proposalId: string,
    { choice, cursor, limit }: VoteListQuery,
  ): Promise<VoteList> {
    const { tally } = await this.proposals.get(viewer, proposalId);
    if (tally === null) throw new ProblemError('no-result-yet');
    const list = `votes:${proposalId}:${choice ?? ''}`;
    const position = readCursor(list, cursor, Keys);
    const backwards = position?.direction === 'prev';
    const rows: (ProposalVote & { id: string })[] = await this.db.query(
      `select v.account_id as id, v.choice, v.reason, v.version, ${accountRefSql('a')} as account
       from proposal_voter v join account a on a.id = v.account_id
       where v.proposal_id = $1 and v.choice is not null and ($2::text is null or v.choice = $2)
         and ($3::bigint is null or v.account_id ${backwards ? '>' : '<'} $3)
       order by v.account_id ${backwards ? 'asc' : 'desc'} limit $4`,
      [proposalId, choice ?? null, position?.keys[0] ?? null, limit + 1],
    );
    const page = cutPage({ list, rows, limit, position, keysOf: ({ id }) => [id] as [string] });
    return {
      ...page,
      items: page.items.map(({ account, choice, reason, version }) => ({ account, choice, reason, version })),
    };
  }
}
