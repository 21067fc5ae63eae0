import type { EntityManager } from 'typeorm';
import { tagged } from '../ballots/ballot-bytes.ts';
import { leafHash, merkleRoot } from '../merkle-root.ts';
import { standingAt, type StandingType } from './standing.rules.ts';

export interface Electorate {
  slug: string;
  name: string;
}

export interface NewEntry {
  accountId: string;
  leaf: Buffer;
  memberKey: Buffer | null;
}

export interface FrozenRoll {
  entries: NewEntry[];
  root: Buffer;
}

/** The group of that name, or null. */
export async function findElectorate(tx: EntityManager, slug: string): Promise<Electorate | null> {
  const [group] = await tx.query<Electorate[]>(`select slug::text, name from account_group where slug = $1`, [
    slug,
  ]);
  return group ?? null;
}

/** A member's leaf: SHA-256(0 ‖ tag ‖ 0 ‖ election ‖ 0 ‖ the account's lasting id ‖ 0 ‖ their key for votes, or nothing). */
export function leafOf(
  electionId: string,
  { uuid, memberKey }: { uuid: string; memberKey: Buffer | null },
): Buffer {
  return leafHash(tagged('roll'), `${electionId}\0${uuid}\0`, memberKey ?? '');
}

/**
 * The electoral roll: one entry for each member of the group who is in standing, in the order of their leaves.
 * What moderators did to an account is not looked at.
 *
 * @param moment the record date: whoever came to the group later is not on it; everybody who is there now without one
 * @param without handles of members whom the officers left out
 */
export async function rollOf(
  tx: EntityManager,
  electionId: string,
  { slug, moment, without = [] }: { slug: string; moment?: Date; without?: readonly string[] },
): Promise<FrozenRoll> {
  const members = await tx.query<Voting[]>(
    `select a.id as "accountId", a.uuid, k.public_key as "memberKey" from account_group g
     join group_membership m on m.group_id = g.id
     join account a on a.id = m.account_id and a.domain = '' and a.deleted_at is null
     left join member_key k on k.account_id = a.id and ($2::timestamptz is null or k.enrolled_at <= $2)
     where g.slug = $1 and ($2::timestamptz is null or m.joined_at <= $2) and a.handle <> all($3::citext[])`,
    [slug, moment ?? null, without],
  );
  const out = await outOfStanding(tx, slug, moment);
  const entries = members
    .filter(({ accountId }) => !out.has(accountId))
    .map((member) => entryOf(electionId, member))
    .sort((a, b) => a.leaf.compare(b.leaf));
  return { entries, root: merkleRoot(entries.map(({ leaf }) => leaf)) };
}

interface Voting {
  accountId: string;
  uuid: string;
  memberKey: Buffer | null;
}

function entryOf(electionId: string, member: Voting): NewEntry {
  const { accountId, memberKey } = member;
  return { accountId, memberKey, leaf: leafOf(electionId, member) };
}

/** The entry of one member who comes on the roll later, with the key that they had at the record date. */
export async function lateEntry(
  tx: EntityManager,
  { electionId, accountId, moment }: { electionId: string; accountId: string; moment: Date },
): Promise<NewEntry> {
  const [member] = await tx.query<[Voting]>(
    `select a.id as "accountId", a.uuid, k.public_key as "memberKey" from account a
     left join member_key k on k.account_id = a.id and k.enrolled_at <= $2 where a.id = $1`,
    [accountId, moment],
  );
  return entryOf(electionId, member);
}

/** Members of a group whose membership has lapsed, or was ended or suspended by a decision, at that moment. */
async function outOfStanding(tx: EntityManager, slug: string, moment?: Date): Promise<Set<string>> {
  const rows = await tx.query<{ accountId: string; type: StandingType; at: Date }[]>(
    `select s.account_id as "accountId", s.type, s.at from standing_event s
       join group_membership m on m.account_id = s.account_id join account_group g on g.id = m.group_id
     where g.slug = $1 order by s.account_id, s.at, s.id`,
    [slug],
  );
  const lines = Map.groupBy(rows, ({ accountId }) => accountId);
  const now = moment ?? new Date();
  return new Set([...lines].filter(([, own]) => standingAt(own, now)?.good === false).map(([id]) => id));
}

/** Writes the entries, in the order of their leaves. */
export async function insertRoll(
  tx: EntityManager,
  electionId: string,
  { entries }: FrozenRoll,
): Promise<void> {
  await tx.query(
    `insert into roll_entry (election_id, account_id, leaf, member_key)
     select $1, account_id, leaf, member_key
     from unnest($2::bigint[], $3::bytea[], $4::bytea[]) with ordinality as e (account_id, leaf, member_key, place)
     order by place`,
    [
      electionId,
      entries.map(({ accountId }) => accountId),
      entries.map(({ leaf }) => leaf),
      entries.map(({ memberKey }) => memberKey),
    ],
  );
}

/**
 * Writes the roll of an election anew, in the order of its leaves and in one transaction: until then the
 * order of the rows, and of the transactions that changed them, tells who collected their ballot when.
 */
export async function rewriteRoll(tx: EntityManager, electionId: string): Promise<void> {
  await tx.query(
    `with taken as (delete from roll_entry where election_id = $1 returning *)
     insert into roll_entry (election_id, account_id, leaf, member_key, blinded_hash, blind_signature, request_signature)
     select election_id, account_id, leaf, member_key, blinded_hash, blind_signature, request_signature
     from taken order by leaf`,
    [electionId],
  );
}
