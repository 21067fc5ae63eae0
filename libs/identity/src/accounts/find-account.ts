import { type Config, ProblemError } from '@app/platform';
import type { EntityManager } from 'typeorm';

/**
 * The id of an account by its address: `handle` of one here, or `handle@domain` of one anywhere.
 *
 * @throws ProblemError not-found
 */
export async function findAccount(tx: EntityManager, config: Config, address: string): Promise<string> {
  const [handle, host = ''] = address.replace(/^@/, '').split('@');
  const domain = host.toLowerCase() === config.domain ? '' : host;
  const [found] = await tx.query<{ id: string }[]>(
    `select id from account where handle = $1 and domain = $2 and deleted_at is null`,
    [handle, domain],
  );
  if (!found) throw new ProblemError('not-found');
  return found.id;
}
