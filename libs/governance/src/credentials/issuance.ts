import type { EntityManager } from 'typeorm';
import { tagged } from '../ballots/ballot-bytes.ts';
import { leafHash, merkleRoot } from '../merkle-root.ts';

/**
 * How many ballots were handed out, how many of them to a signed request, and the root of the Merkle tree over them: for
 * each, in the order of the roll's leaves, SHA-256(0 ‖ tag ‖ 0 ‖ leaf ‖ hash of the blinded request ‖ signature, or nothing).
 */
export async function issuanceOf(
  tx: Pick<EntityManager, 'query'>,
  electionId: string,
): Promise<{ issued: number; issuedByKey: number; issuanceRoot: Buffer }> {
  const rows = await tx.query<{ leaf: Buffer; blindedHash: Buffer; signature: Buffer | null }[]>(
    `select leaf, blinded_hash as "blindedHash", request_signature as signature from roll_entry
     where election_id = $1 and blinded_hash is not null order by leaf`,
    [electionId],
  );
  const leaves = rows.map(({ leaf, blindedHash, signature }) =>
    leafHash(tagged('issuance'), leaf, blindedHash, signature ?? ''),
  );
  const issuedByKey = rows.filter(({ signature }) => signature !== null).length;
  return { issued: rows.length, issuedByKey, issuanceRoot: merkleRoot(leaves) };
}
