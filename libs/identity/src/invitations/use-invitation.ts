import { ProblemError } from '@app/platform';
import type { EntityManager } from 'typeorm';

/**
 * Counts one use of an invitation and puts the newcomer into its group, in the caller's transaction.
 *
 * @throws ProblemError outdated-link when it was withdrawn, used up or too old
 */
export async function useInvitation(tx: EntityManager, id: string, accountId: string): Promise<void> {
  const [used]: [{ groupId: string | null }[], number] = await tx.query(
    `update invitation set uses = uses + 1
     where id = $1 and uses < most_uses and withdrawn_at is null and expires_at > now()
     returning group_id as "groupId"`,
    [id],
  );
  if (!used[0]) throw new ProblemError('outdated-link');
  await tx.query(`insert into invitation_use (invitation_id, account_id) values ($1, $2)`, [id, accountId]);
  // Whoever was invited is somebody's acquaintance, and no newcomer to the limits.
  await tx.query(`update account set trust = 'known' where id = $1 and trust = 'new'`, [accountId]);
  if (used[0].groupId === null) return;
  await tx.query(
    `insert into group_membership (group_id, account_id) values ($1, $2) on conflict do nothing`,
    [used[0].groupId, accountId],
  );
}

/**
 * Looks whether an invitation still lets somebody in, before anything is made for them.
 *
 * @returns the address that it was mailed to, if it was
 * @throws ProblemError outdated-link
 */
export async function openInvitation(
  tx: EntityManager,
  id: string | null,
): Promise<{ id: string; email: string | null }> {
  const [open]: { id: string; email: string | null }[] = await tx.query(
    `select id, email::text from invitation
     where id = $1 and uses < most_uses and withdrawn_at is null and expires_at > now()`,
    [id],
  );
  if (!open) throw new ProblemError('outdated-link');
  return open;
}
