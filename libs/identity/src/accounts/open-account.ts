import type { Language } from '@app/contract';
import { type EventLog, ProblemError } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { refusalForTaken } from '../auth/refusals.ts';
import { joinGroup } from '../groups/membership.ts';
import { Account } from './account.entity.ts';

/**
 * Makes the account of somebody who can sign in, with handle and membership, in the caller's transaction;
 * does nothing when it exists, so that it can be repeated after a crash.
 *
 * @returns the account's id, and whether it is new
 * @throws ProblemError username-taken when the handle is somebody else's or reserved
 */
export async function openAccount(
  tx: EntityManager,
  events: EventLog,
  authUserId: string,
  language: Language,
): Promise<{ accountId: string; created: boolean }> {
  const existing = await accountOf(tx, authUserId);
  if (existing) return { accountId: existing, created: false };
  const [user]: { handle: string; name: string }[] = await tx.query(
    `select coalesce(display_username, username) as handle, name from auth_user where id = $1`,
    [authUserId],
  );
  if (!user) throw new ProblemError('wrong-credentials');

  // Two openings of one handle meet here: the second waits for the first, then finds the name gone.
  const claimed: object[] = await tx.query(
    `insert into local_handle (handle, kind) values ($1, 'account') on conflict do nothing returning handle`,
    [user.handle],
  );
  if (claimed.length === 0) {
    const opened = await accountOf(tx, authUserId);
    if (opened) return { accountId: opened, created: false };
    throw refusalForTaken({ email: false, username: true });
  }
  const { identifiers } = await tx.insert(Account, {
    authUserId,
    handle: user.handle,
    displayName: user.name,
    language,
  });
  const accountId = String(identifiers[0]?.['id']);
  await joinGroup(tx, accountId, 'members');
  await events.append(tx, { name: 'account.created', accountId });
  return { accountId, created: true };
}

async function accountOf(tx: EntityManager, authUserId: string): Promise<string | undefined> {
  return (await tx.findOne(Account, { where: { authUserId }, select: { id: true } }))?.id;
}
