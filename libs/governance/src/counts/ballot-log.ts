import type { CastBallot } from '@app/contract';
import type { EntityManager } from 'typeorm';
import { storedForm } from '../ballots/ballot-bytes.ts';
import { merkleRoot } from '../merkle-root.ts';

const ROWS_AT_ONCE = 2000;

/**
 * Writes all ballots of an election, in the order of their leaves. The caller's transaction must write
 * nothing else: rows of one transaction can be told by it, and here that tells nothing.
 */
export async function insertBallots(
  tx: EntityManager,
  electionId: string,
  ballots: readonly CastBallot[],
): Promise<void> {
  const rows = ballots.map(storedForm).sort((a, b) => a.leaf.compare(b.leaf));
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    const chunk = rows.slice(start, start + ROWS_AT_ONCE);
    await tx.query(
      `insert into ballot (election_id, leaf, envelope, signature)
       select $1, leaf, envelope, signature
       from unnest($2::bytea[], $3::text[], $4::bytea[]) with ordinality as b (leaf, envelope, signature, place)
       order by place on conflict do nothing`,
      [
        electionId,
        chunk.map(({ leaf }) => leaf),
        chunk.map(({ envelope }) => envelope),
        chunk.map(({ signature }) => signature),
      ],
    );
  }
}

/** How many ballots are in the log, and the root of the Merkle tree over their leaves in order. */
export async function logHead(
  tx: EntityManager,
  electionId: string,
): Promise<{ stored: number; logRoot: Buffer }> {
  const rows = await tx.query<{ leaf: Buffer }[]>(
    `select leaf from ballot where election_id = $1 order by leaf`,
    [electionId],
  );
  return { stored: rows.length, logRoot: merkleRoot(rows.map(({ leaf }) => leaf)) };
}
