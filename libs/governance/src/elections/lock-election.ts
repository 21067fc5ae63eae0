import { ProblemError } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { Election } from './election.entity.ts';

/**
 * Takes an election's row lock, which every change of phase and of the list of candidates takes first.
 *
 * @throws ProblemError `not-found`
 */
export async function lockElection(tx: EntityManager, id: string): Promise<Election> {
  const election = await tx.findOne(Election, { where: { id }, lock: { mode: 'for_no_key_update' } });
  if (!election) throw new ProblemError('not-found');
  return election;
}
