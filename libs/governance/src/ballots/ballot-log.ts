import { type KeyObject, sign } from 'node:crypto';
import { headText } from '@app/contract';
import type { EntityManager } from 'typeorm';
import { merkleRoot } from '../merkle-root.ts';
import { type StoredForm, tagged } from './ballot-bytes.ts';
import { Ballot } from './ballot.entity.ts';
import { TreeHead } from './tree-head.entity.ts';

const ROWS_AT_ONCE = 2000;

/** The number of the batch that is being made: the one after the last head. */
export async function openBatch(tx: EntityManager, electionId: string): Promise<number> {
  return (await tx.countBy(TreeHead, { electionId })) + 1;
}

/** The leaves of all ballots in the log, hexadecimal. */
export async function loggedLeaves(tx: EntityManager, electionId: string): Promise<Set<string>> {
  const rows = await tx.query<{ leaf: string }[]>(
    `select encode(leaf, 'hex') as leaf from ballot where election_id = $1`,
    [electionId],
  );
  return new Set(rows.map(({ leaf }) => leaf));
}

/**
 * Writes a batch of ballots, in the order of their leaves. The caller's transaction must write
 * nothing else: rows of one transaction can be told by it, and here that tells nothing.
 */
export async function insertBatch(
  tx: EntityManager,
  { electionId, batch }: { electionId: string; batch: number },
  ballots: readonly StoredForm[],
): Promise<void> {
  const rows = ballots.toSorted((a, b) => a.leaf.compare(b.leaf));
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    const chunk = rows.slice(start, start + ROWS_AT_ONCE);
    await tx.query(
      `insert into ballot (election_id, batch, leaf, envelope, signature)
       select $1, $2, leaf, envelope, signature
       from unnest($3::bytea[], $4::text[], $5::bytea[]) with ordinality as b (leaf, envelope, signature, place)
       order by place on conflict do nothing`,
      [
        electionId,
        batch,
        chunk.map(({ leaf }) => leaf),
        chunk.map(({ envelope }) => envelope),
        chunk.map(({ signature }) => signature),
      ],
    );
  }
}

/** Signs and writes what the log is now after the open batch. */
export async function writeHead(
  tx: EntityManager,
  { id: electionId, manifestHash }: { id: string; manifestHash: Buffer },
  logKey: KeyObject,
): Promise<TreeHead> {
  const batch = await openBatch(tx, electionId);
  const rows = await tx.query<{ leaf: Buffer }[]>(
    `select leaf from ballot where election_id = $1 order by batch, leaf`,
    [electionId],
  );
  const head = { batch, size: rows.length, root: merkleRoot(rows.map(({ leaf }) => leaf)) };
  const signature = sign(null, headMessage(manifestHash, head), logKey);
  const row = { electionId, ...head, signature };
  await tx.insert(TreeHead, row);
  return row;
}

/** Whether the log has ballots that no head tells of. */
export function hasOpenBatch(tx: EntityManager, electionId: string, batch: number): Promise<boolean> {
  return tx.existsBy(Ballot, { electionId, batch });
}

function headMessage(
  manifestHash: Buffer,
  { batch, size, root }: { batch: number; size: number; root: Buffer },
): Buffer {
  const text = headText(manifestHash.toString('hex'), { batch, size, root: root.toString('hex') });
  return Buffer.concat([tagged('head'), Buffer.from(text)]);
}
