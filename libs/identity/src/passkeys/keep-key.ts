import type { EntityManager } from 'typeorm';
import type { NewKey } from './ceremonies.ts';

/**
 * Gives a new passkey its owner, in the caller's transaction.
 *
 * @param name what its owner calls it; the date is added by the page where it is empty
 */
export async function keepKey(
  tx: EntityManager,
  userId: string,
  { credential, synced }: NewKey,
  name: string,
): Promise<void> {
  await tx.query(
    `insert into auth_passkey (id, user_id, name, public_key, counter, transports, synced)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      credential.id,
      userId,
      name,
      Buffer.from(credential.publicKey),
      credential.counter,
      credential.transports ?? [],
      synced,
    ],
  );
}
