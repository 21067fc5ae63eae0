import type { EntityManager } from 'typeorm';
import { tagged } from '../ballots/ballot-bytes.ts';
import { leafHash, merkleRoot } from '../merkle-root.ts';

export interface Electorate {
  slug: string;
  name: string;
}

export interface FrozenRoll {
  entries: { accountId: string; leaf: Buffer }[];
  root: Buffer;
}

/** The group of that name, or null. */
export async function findElectorate(tx: EntityManager, slug: string): Promise<Electorate | null> {
  const [group] = await tx.query<Electorate[]>(`select slug::text, name from account_group where slug = $1`, [
    slug,
  ]);
  return group ?? null;
}

/**
 * The electoral roll as it is at this moment: one entry for each member of the group, in the order of
 * their leaves, SHA-256(0 ‖ tag ‖ 0 ‖ election ‖ 0 ‖ the account's lasting id).
 */
export async function rollOf(
  tx: EntityManager,
  electionId: string,
  { slug }: Electorate,
): Promise<FrozenRoll> {
  const members = await tx.query<{ accountId: string; uuid: string }[]>(
    `select a.id as "accountId", a.uuid from account_group g
     join group_membership m on m.group_id = g.id
     join account a on a.id = m.account_id and a.domain = '' and a.deleted_at is null
     where g.slug = $1`,
    [slug],
  );
  const entries = members
    .map(({ accountId, uuid }) => ({ accountId, leaf: leafHash(tagged('roll'), `${electionId}\0${uuid}`) }))
    .sort((a, b) => a.leaf.compare(b.leaf));
  return { entries, root: merkleRoot(entries.map(({ leaf }) => leaf)) };
}

/** Writes the entries, in the order of their leaves. */
export async function insertRoll(
  tx: EntityManager,
  electionId: string,
  { entries }: FrozenRoll,
): Promise<void> {
  await tx.query(
    `insert into roll_entry (election_id, account_id, leaf)
     select $1, account_id, leaf from unnest($2::bigint[], $3::bytea[]) with ordinality as e (account_id, leaf, place)
     order by place`,
    [electionId, entries.map(({ accountId }) => accountId), entries.map(({ leaf }) => leaf)],
  );
}

/**
 * Writes the roll of an election anew, in the order of its leaves and in one transaction: until then the
 * order of the rows, and of the transactions that changed them, tells who collected their ballot when.
 */
export async function rewriteRoll(tx: EntityManager, electionId: string): Promise<void> {
  await tx.query(
    `with taken as (delete from roll_entry where election_id = $1 returning *)
     insert into roll_entry (election_id, account_id, leaf, blinded_hash, blind_signature)
     select election_id, account_id, leaf, blinded_hash, blind_signature from taken order by leaf`,
    [electionId],
  );
}
