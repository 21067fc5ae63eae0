import { ProblemError } from '@app/platform';
import type { EntityManager } from 'typeorm';

/**
 * Refuses somebody who has asked to be let in and has no answer yet, and ends what sessions they began.
 *
 * @throws ProblemError application-waiting
 */
export async function refuseWaiting(db: EntityManager, userId: string): Promise<void> {
  const [waiting]: object[] = await db.query(
    `select from application where user_id = $1 and state = 'waiting'`,
    [userId],
  );
  if (!waiting) return;
  await db.query(`delete from auth_session where user_id = $1`, [userId]);
  throw new ProblemError('application-waiting');
}
