import type { ProposalTally, Stance } from '@app/contract';
import type { EntityManager } from 'typeorm';
import type { Proposal } from './proposal.entity.ts';

/** Counts the votes of a proposal: those on its present text by what they say, all others as unconfirmed. */
export async function tallyProposal(
  tx: EntityManager,
  { id, version }: Pick<Proposal, 'id' | 'version'>,
): Promise<ProposalTally> {
  const rows = await tx.query<{ kind: Stance | 'unconfirmed'; votes: number }[]>(
    `select case when version = $2 then choice else 'unconfirmed' end as kind, count(*)::int as votes
     from proposal_voter where proposal_id = $1 and choice is not null group by 1`,
    [id, version],
  );
  const tally: ProposalTally = { agree: 0, abstain: 0, disagree: 0, block: 0, unconfirmed: 0 };
  for (const { kind, votes } of rows) tally[kind] = votes;
  return tally;
}
