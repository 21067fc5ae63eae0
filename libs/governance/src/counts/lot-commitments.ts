import type { EntityManager } from 'typeorm';

interface LotShare {
  name: string;
  /** Hexadecimal. */
  commitment: string;
  secret: string | null;
}

/** What officers promised for the lot, and what they showed of it; by their usernames. */
export function lotShares(tx: Pick<EntityManager, 'query'>, electionId: string): Promise<LotShare[]> {
  return tx.query<LotShare[]>(
    `select a.handle::text as name, encode(s.commitment, 'hex') as commitment, encode(s.secret, 'hex') as secret
     from lot_secret s join account a on a.id = s.account_id
     where s.election_id = $1 order by a.handle collate "C"`,
    [electionId],
  );
}

export async function lotCommitments(
  tx: EntityManager,
  electionId: string,
): Promise<Omit<LotShare, 'secret'>[]> {
  const shares = await lotShares(tx, electionId);
  return shares.map(({ name, commitment }) => ({ name, commitment }));
}
