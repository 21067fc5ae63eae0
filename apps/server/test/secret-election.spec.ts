import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { type BallotManifest, ElectionResult, StoredBallots } from '@app/contract';
import { count, rankedElection, readBallotFile } from '@app/tally';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from './browser.ts';
import { electionAt, type ElectionHouse, electionHouse } from './election-house.ts';
import { pairing, peopleOrders, tablesOf } from './linking.ts';
import { Voter } from './voter.ts';
import { credentialKeys, fromBase64, toBase64 } from '../../web/src/lib/governance/ballot-crypto.ts';

const VOTERS = 30;
const CANDIDATES = 4;

/** A generator that gives the same numbers in every run (Park and Miller 1988). */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

describe('a secret election of thirty voters', () => {
  const lines: string[] = [];
  const below = chance(20_261_122);
  /** What each voter wants in the end; the last two never vote. */
  const wanted: number[][] = Array.from({ length: VOTERS - 2 }, () => {
    const left = Array.from({ length: CANDIDATES }, (_, index) => index + 1);
    const length = 1 + below(CANDIDATES);
    return Array.from({ length }, () => left.splice(below(left.length), 1)[0]!);
  });
  const codes = new Map<number, string[]>();
  let house: ElectionHouse;
  let voters: Voter[];
  let manifest: BallotManifest;
  let id: string;
  let logOfVoting: string[];

  beforeAll(async () => {
    const sink = new Writable({
      write: (chunk, _, done) => {
        lines.push(String(chunk));
        done();
      },
    });
    house = await electionHouse('web', pino({ level: 'trace' }, sink));
    voters = await Promise.all(
      Array.from({ length: VOTERS - 1 }, async (_, index) => {
        return new Voter(await house.member(`voter${index}`), house.server.url);
      }),
    );
    voters.push(new Voter(house.staff, house.server.url));
    id = await house.openElection();
    for (const { browser } of voters.slice(0, CANDIDATES)) {
      await browser.send('POST', `/api/v1/elections/${id}/candidacies`, { statement: 'I stand.' });
    }
    await house.hourPasses(id);
    manifest = (await electionAt(house.staff, id)).manifest!;

    // Most people collect and cast in one go, which is when the order of one could tell the other.
    lines.length = 0;
    for (const index of shuffled(voters.map((_, voter) => voter))) {
      // One member collects a ballot and never casts it, one does not even collect.
      if (index === VOTERS - 1) continue;
      await voters[index]!.collect(manifest);
      const ranking = wanted[index];
      if (!ranking) continue;
      for (const choice of index % 7 === 0 ? [[1], ranking] : [ranking]) {
        codes.set(index, [...(codes.get(index) ?? []), await voters[index]!.cast(manifest, choice)]);
      }
    }
    logOfVoting = [...lines];
    await house.hourPasses(id);
  });
  afterAll(() => house.stop());

  function shuffled<Item>(items: Item[]): Item[] {
    const left = [...items];
    return items.map(() => left.splice(below(left.length), 1)[0]!);
  }

  const read = async <Told>(path: string, browser: Browser = house.staff): Promise<Told> =>
    (await (await browser.send('GET', `/api/v1/elections/${id}${path}`)).json()) as Told;

  it('elects whom a direct count of what the voters wanted elects', async () => {
    const result = ElectionResult.parse(await read('/result'));
    const candidates = manifest.document.candidates.map(({ name }) => name);
    const direct = count(rankedElection({ title: 'Election of the board', seats: 2, candidates }, wanted), {
      method: 'scottish-stv',
      lotOrder: result.lot.order,
    });

    expect(result.sheet).toEqual(direct);
    expect(result.elected).toEqual(direct.elected.map(({ candidate }) => candidate));
    const again = wanted.filter((_, index) => index % 7 === 0).length;
    expect(result).toMatchObject({
      rollSize: VOTERS,
      collected: VOTERS - 1,
      cast: VOTERS - 2,
      replaced: again,
      valid: VOTERS - 2,
      invalid: [],
    });

    const file = await (await house.staff.send('GET', `/api/v1/elections/${id}/ballots.blt`)).bytes();
    const recount = count(readBallotFile(file, 'ballots.blt'), { method: 'scottish-stv' });
    expect(recount).toEqual(direct);
  });

  it('lets every voter find every receipt code, and say which ballot counted', async () => {
    const { ballots } = StoredBallots.parse(await read('/ballots'));
    const fates = new Map(ballots.map(({ code, fate }) => [code, fate]));
    for (const receipts of codes.values()) {
      expect(receipts.map((code) => fates.get(code))).toEqual(
        receipts.map((_, index) => (index === receipts.length - 1 ? 'counted' : 'replaced')),
      );
    }
    expect(ballots).toHaveLength([...codes.values()].flat().length);
    // By their hashes, so that the order tells nothing: base32 has its digits after its letters.
    const places = ballots.map(({ code }) => code.replace(/[2-7]/g, (digit) => `~${digit}`));
    expect(places).toEqual(places.toSorted());
  });

  it('says each step and the result in the topic', async () => {
    const posts: { number: number; kind: string; html: string }[] = await house.db.query(
      `select number, kind, html from post where topic_id = $1 order by number`,
      [id],
    );
    expect(posts.map(({ kind }) => kind)).toEqual(['post', 'system', 'system', 'system']);
    expect(posts[1]?.html).toContain(manifest.hash);
    const { elected, candidates, logRoot } = await read<ElectionResult>('/result');
    for (const number of elected) {
      expect(posts[3]?.html).toContain(
        candidates.find((candidate) => candidate.number === number)!.account.name,
      );
    }
    expect(posts[3]?.html).toContain(logRoot);
  });

  it('leaves no line in the log, neither of collecting a ballot nor of casting it', () => {
    expect(logOfVoting).toEqual([]);
    expect(lines.length).toBeGreaterThan(0);
  });

  it('leaves no spool and no key behind', async () => {
    const files = await readdir(house.dataDir, { recursive: true });
    const box = join('ballots', manifest.hash);
    expect(files.filter((name) => name.startsWith(`${box}/`)).sort()).toEqual([
      join(box, 'closed'),
      join(box, 'manifest.json'),
    ]);
    expect(files.filter((name) => name.endsWith('.pem'))).toEqual([]);
  });

  it('stores ballots without time, order, account, or a transaction that wrote anything else', async () => {
    const columns: { name: string; type: string; made: string | null }[] = await house.db.query(
      `select column_name as name, data_type as type, column_default as made from information_schema.columns
       where table_name = 'ballot' order by name`,
    );
    expect(columns).toEqual([
      { name: 'batch', type: 'integer', made: null },
      { name: 'election_id', type: 'bigint', made: null },
      { name: 'envelope', type: 'text', made: null },
      { name: 'leaf', type: 'bytea', made: null },
      { name: 'signature', type: 'bytea', made: null },
    ]);
    const transactions: { xmin: string }[] = await house.db.query(`select distinct xmin::text from ballot`);
    expect(transactions).toHaveLength(1);
    const sharing: string[] = [];
    for (const table of await tablesOf(house.db)) {
      const rows = await house.db.query(`select 1 from ${table} where xmin::text = $1`, [
        transactions[0]!.xmin,
      ]);
      if (rows.length > 0) sharing.push(table);
    }
    expect(sharing).toEqual(['ballot']);
    const stored: { leaf: string }[] = await house.db.query(
      `select encode(leaf, 'hex') as leaf from ballot order by ctid`,
    );
    expect(stored.map(({ leaf }) => leaf)).toEqual(stored.map(({ leaf }) => leaf).sort());
    const lengths = await house.db.query(`select distinct length(envelope) from ballot`);
    expect(lengths).toHaveLength(1);
  });

  it('stores the roll in one transaction and in the order of its leaves, so that nothing tells when one collected', async () => {
    const transactions = await house.db.query(`select distinct xmin::text from roll_entry`);
    expect(transactions).toHaveLength(1);
    const entries: { leaf: string }[] = await house.db.query(
      `select encode(leaf, 'hex') as leaf from roll_entry order by ctid`,
    );
    expect(entries.map(({ leaf }) => leaf)).toEqual(entries.map(({ leaf }) => leaf).sort());
  });

  it('pairs voters with ballots no better than chance, whichever rows are laid side by side', async () => {
    const owned = await ballotOwners();
    expect(owned.size).toBe(VOTERS - 2);
    const people = (await peopleOrders(house.db))
      .map((order) => ({ ...order, keys: order.keys.filter((account) => owned.has(account)) }))
      .filter(({ keys }) => keys.length > VOTERS / 2);
    expect(people.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['roll_entry.account_id by ctid', 'account.id by created_at']),
    );

    const telling: string[] = [];
    for (const by of ['ctid', 'xmin::text::bigint', 'leaf', 'envelope', 'signature']) {
      const ballots: { leaf: string }[] = await house.db.query(
        `select encode(leaf, 'hex') as leaf from ballot order by ${by}, ctid`,
      );
      const things = ballots.map(({ leaf }) => leaf);
      for (const { name, keys } of people) {
        // Of 28 pairs one is right by chance; ten or more, or a correlation of 0.9, once in ten million.
        const { hits, correlation } = pairing(keys, things, owned);
        if (hits >= 10 || Math.abs(correlation) >= 0.9) telling.push(`ballots by ${by}, ${name}`);
      }
    }
    expect(telling).toEqual([]);
  });

  /** Whose ballot is whose, by account: the voters' own devices know, and nothing else. */
  async function ballotOwners(): Promise<Map<string, string>> {
    const stored: { leaf: string; key: string; sequence: number }[] = await house.db.query(
      `select encode(leaf, 'hex') as leaf, envelope::jsonb ->> 'credentialKey' as key,
         (envelope::jsonb ->> 'sequence')::int as sequence from ballot order by sequence`,
    );
    const owned = new Map<string, string>();
    for (const [index, voter] of voters.entries()) {
      const [account]: { id: string }[] = await house.db.query(`select id from account where handle = $1`, [
        index === VOTERS - 1 ? 'sam' : `voter${index}`,
      ]);
      const pass = voter.passes.passes.get(manifest.hash);
      if (!pass || pass.sequence === 0) continue;
      const key = toBase64(credentialKeys(fromBase64(pass.seed), manifest.hash).public);
      for (const ballot of stored) if (ballot.key === key) owned.set(account!.id, ballot.leaf);
    }
    return owned;
  }
});
