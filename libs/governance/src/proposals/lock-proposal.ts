import { ProblemError } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { Proposal } from './proposal.entity.ts';

/**
 * Takes a proposal's row lock, which every change of its text, state and votes takes first. Votes take it
 * too: none may slip in behind a new wording or behind the close.
 *
 * @throws ProblemError `not-found`
 */
export async function lockProposal(tx: EntityManager, id: string): Promise<Proposal> {
  const proposal = await tx.findOne(Proposal, { where: { id }, lock: { mode: 'for_no_key_update' } });
  if (!proposal) throw new ProblemError('not-found');
  return proposal;
}
