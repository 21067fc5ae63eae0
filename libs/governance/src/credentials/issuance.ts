import type { EntityManager } from 'typeorm';
import { tagged } from '../ballots/ballot-bytes.ts';
import { leafHash, merkleRoot } from '../merkle-root.ts';

/**
 * How many ballots were handed out, and the root of the Merkle tree over them: for each, in the order of the roll's
 * leaves, SHA-256(0 ‖ tag ‖ 0 ‖ leaf ‖ hash of the blinded request).
 */
export async function issuanceOf(
  tx: Pick<EntityManager, 'query'>,
  electionId: string,
): Promise<{ issued: number; issuanceRoot: Buffer }> {
  const rows = await tx.query<{ leaf: Buffer; blindedHash: Buffer }[]>(
    `select leaf, blinded_hash as "blindedHash" from roll_entry
     where election_id = $1 and blinded_hash is not null order by leaf`,
    [electionId],
  );
  const leaves = rows.map(({ leaf, blindedHash }) => leafHash(tagged('issuance'), leaf, blindedHash));
  return { issued: rows.length, issuanceRoot: merkleRoot(leaves) };
}
