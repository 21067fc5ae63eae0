import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { type BallotManifest, type BallotReceipt, CastBallot } from '@app/contract';
import { BatchesService } from '@app/governance';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storedForm } from '../../../libs/governance/src/ballots/ballot-bytes.ts';
import { openBox } from '../../../libs/governance/src/ballots/open-box.ts';
import { electionAt, type ElectionHouse, electionHouse } from './election-house.ts';
import { pairing, peopleOrders, type RowOrder } from './linking.ts';
import { allRows, ballotsInWal, rowsWritten, spoolFiles, walBytes, walPlace } from './stolen-storage.ts';
import { manyVoters, type PlainVoter } from './many-voters.ts';

const VOTERS = 200;
const FIRST_BATCH = 100;
/** More voters, who cast over HTTP. */
const BY_HTTP = 3;
const AGENT = 'a browser that can be told';
/** Of a hundred pairs one is right by chance. Nine or more, or a correlation of five deviations: once in a million. */
const HITS = 9;
const CORRELATION = 0.5;

describe('a thief who has everything that an election of two hundred stored', () => {
  const lines: string[] = [];
  let house: ElectionHouse;
  let voters: PlainVoter[];
  let manifest: BallotManifest;
  let id: string;
  /** Whose ballot is whose: only the voters' own devices know. By account, to the ballot's leaf. */
  const owned = new Map<string, string>();
  const people: RowOrder[] = [];
  const ballots: RowOrder[] = [];
  let walStart: string;
  /** What the thief has while the second batch is in the spool alone. */
  let rows: { table: string; text: string }[];
  let wal: Buffer;
  let spool: Awaited<ReturnType<typeof spoolFiles>>;
  /** What casting and being refused, over HTTP, left behind. */
  let left: { lines: string[]; rows: typeof rows; before: typeof rows; written: number; statuses: number[] };

  beforeAll(async () => {
    const sink = new Writable({
      write: (chunk, _, done) => {
        lines.push(String(chunk));
        done();
      },
    });
    house = await electionHouse('web', pino({ level: 'trace' }, sink));
    const all = await manyVoters(house, VOTERS + BY_HTTP);
    voters = all.slice(0, VOTERS);
    id = await house.openElection();
    for (const name of ['ada', 'bo', 'cia']) {
      const candidate = await house.member(name);
      await candidate.send('POST', `/api/v1/elections/${id}/candidacies`, { statement: 'I stand.' });
    }
    await house.hourPasses(id);
    manifest = (await electionAt(house.staff, id)).manifest!;
    walStart = await walPlace(house.db);
    const byHttp = all.slice(VOTERS);
    for (const voter of byHttp) await voter.collect(manifest);

    // Each collects and casts in one go and one after the other: the order of one is the order of the other.
    for (const [index, voter] of voters.entries()) {
      await voter.collect(manifest);
      await voter.cast(manifest, [1 + (index % 3)]);
      const [receipt] = voter.passes.passes.get(manifest.hash)!.receipts;
      const sent = CastBallot.parse({
        ...(JSON.parse(receipt!.envelope) as object),
        signature: receipt!.signature,
      });
      owned.set(voter.accountId, storedForm(sent).leaf.toString('hex'));
      if (index === FIRST_BATCH - 1) await house.server.app.get(BatchesService).flushAll();
    }
    await dump('while voting');
    rows = await allRows(house.db);
    wal = await walBytes(house.db, walStart);
    spool = await spoolFiles(join(house.dataDir, 'ballots', manifest.hash));
    left = await leftBy(() => castByHttp(byHttp));
    await house.hourPasses(id);
    await dump('after the close');
  });
  afterAll(() => house.stop());

  /** Every order that the thief can put people in, and ballots. */
  async function dump(when: string): Promise<void> {
    const named = (order: RowOrder) => ({ ...order, name: `${order.name}, ${when}` });
    people.push(...(await peopleOrders(house.db)).map(named));
    for (const by of ['ctid', 'xmin::text::bigint, ctid', 'leaf', 'envelope', 'signature', 'batch, ctid']) {
      const rows: { leaf: string }[] = await house.db.query(
        `select encode(leaf, 'hex') as leaf from ballot where election_id = $1 order by ${by}`,
        [id],
      );
      ballots.push(named({ name: `ballots by ${by}`, keys: rows.map(({ leaf }) => leaf) }));
    }
    ballots.push(named({ name: 'spool by place', keys: await spooled() }));
    ballots.push(named({ name: 'write-ahead log', keys: await ballotsInWal(house.db, walStart) }));
  }

  async function leftBy(work: () => Promise<number[]>): Promise<typeof left> {
    await house.db.query(`create extension if not exists pg_walinspect`);
    const before = await allRows(house.db);
    const since = await walPlace(house.db);
    const said = lines.length;
    const statuses = await work();
    const written = await rowsWritten(house.db, since);
    return { lines: lines.slice(said), before, rows: await allRows(house.db), written, statuses };
  }

  /** Casts, then sends what is refused: forged, changed, too long, no ballot at all. */
  async function castByHttp(all: PlainVoter[]): Promise<number[]> {
    const post = (body: string) =>
      fetch(`${house.server.url}/ballots`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': '192.0.2.7', 'user-agent': AGENT },
        body,
      });
    const statuses: number[] = [];
    for (const voter of all) {
      await voter.cast(manifest, [2, 1], async (ballot) => {
        const answer = await post(JSON.stringify(ballot));
        const forged = { ...ballot, sealed: ballot.sealed.replace(/^..../, 'AAAA') };
        const bodies = [
          JSON.stringify(forged),
          '{"manifest"',
          JSON.stringify({ ...ballot, sealed: 'A'.repeat(9000) }),
        ];
        statuses.push(answer.status);
        for (const body of bodies) statuses.push((await post(body)).status);
        return (await answer.json()) as BallotReceipt;
      });
    }
    return statuses;
  }

  async function spooled(): Promise<string[]> {
    const box = await openBox(join(house.dataDir, 'ballots', manifest.hash), () => 'nothing');
    const found = await Array.fromAsync(box.spool.records());
    return found.map((record) => {
      const ballot = CastBallot.parse(JSON.parse(record.toString()));
      return storedForm(ballot).leaf.toString('hex');
    });
  }

  it('has their orders: people by every table, ballots by table, spool and write-ahead log', () => {
    expect(owned.size).toBe(VOTERS);
    expect(people.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'roll_entry.account_id by xmin::text::bigint, while voting',
        'roll_entry.account_id by ctid, after the close',
      ]),
    );
    const full = ballots.filter(({ keys }) => keys.length >= VOTERS).map(({ name }) => name);
    expect(full).toEqual(
      expect.arrayContaining([
        'spool by place, while voting',
        'ballots by ctid, after the close',
        'write-ahead log, after the close',
      ]),
    );
  });

  it('knows in which order ballots were collected while voting went on, as we say, so that the test can find something', () => {
    const collecting = people.find(
      ({ name }) => name === 'roll_entry.account_id by xmin::text::bigint, while voting',
    )!;
    const inTurn = voters.map(({ accountId }) => accountId);
    const mine = collecting.keys.filter((account) => owned.has(account));
    expect(mine).toEqual(inTurn);
    // Had ballots been written as they came, this is what would be found.
    const told = pairing(
      mine,
      inTurn.map((account) => owned.get(account)!),
      owned,
    );
    expect(told.hits).toBe(VOTERS);
  });

  it('links voters to ballots no better than chance, inside a batch', () => {
    const batches = [voters.slice(0, FIRST_BATCH), voters.slice(FIRST_BATCH)];
    const telling: string[] = [];
    let tried = 0;
    for (const batch of batches) {
      const here = new Map(batch.map(({ accountId }) => [accountId, owned.get(accountId)!]));
      for (const order of people) {
        const keys = order.keys.filter((account) => here.has(account));
        if (keys.length < batch.length) continue;
        for (const { name, keys: things } of ballots) {
          // While voting, the second batch is in the spool alone.
          if (![...here.values()].every((leaf) => things.includes(leaf))) continue;
          tried += 1;
          const { hits, correlation } = pairing(keys, things, here);
          if (hits >= HITS || Math.abs(correlation) >= CORRELATION)
            telling.push(`${name} beside ${order.name}`);
        }
      }
    }
    expect(telling).toEqual([]);
    expect(tried).toBeGreaterThan(100);
  });

  it('finds nothing that casting, or being refused, left behind in any table, in the write-ahead log or in the log', () => {
    expect(left.statuses).toEqual(Array.from({ length: BY_HTTP }, () => [201, 422, 400, 422]).flat());
    expect(left.rows).toEqual(left.before);
    expect(left.written).toBe(0);
    expect(left.lines).toEqual([]);
  });

  it('has no ballot, credential or receipt outside the spool before its batch: not in any row, not in the write-ahead log', () => {
    const [roll] = rows.filter(({ table }) => table === 'roll_entry');
    expect(roll!.text.split('\n').filter((row) => row.includes(`(${id},`))).toHaveLength(
      manifest.document.rollSize,
    );
    const everything = Buffer.from(rows.map(({ text }) => text).join('\n'));
    const logged = Buffer.from(
      rows
        .filter(({ table }) => table !== 'ballot')
        .map(({ text }) => text)
        .join('\n'),
    );
    // What is there to be found is found: the first batch is in its table, and in the log of writes.
    const first = secretsOf(voters[0]!);
    expect(everything.includes(first.leaf.toString('hex'))).toBe(true);
    expect(wal.includes(first.leaf)).toBe(true);
    for (const [index, voter] of voters.entries()) {
      const { leaf, texts } = secretsOf(voter);
      const waits = index >= FIRST_BATCH;
      const places = waits ? [everything, wal] : [logged];
      const found = [leaf.toString('hex'), ...texts].filter((text) =>
        places.some((place) => place.includes(text)),
      );
      expect(found).toEqual([]);
    }
    const waiting = voters.slice(FIRST_BATCH).filter((voter) => wal.includes(secretsOf(voter).leaf));
    expect(waiting).toEqual([]);
  });

  it('finds in the spool slots of one length, readable by the server alone, and no address, program or time', () => {
    for (const { bytes, mode, changedAt } of spool) {
      expect([mode, changedAt]).toEqual([0o600, 0]);
      for (const word of ['127.0.0.1', '192.0.2.7', AGENT, 'cookie', new Date().toISOString().slice(0, 10)])
        expect(bytes.includes(word)).toBe(false);
    }
    expect(new Set(spool.map(({ bytes }) => bytes.length)).size).toBe(1);
  });

  /** What a voter's own device has, and nobody else may have before its batch. */
  function secretsOf(voter: PlainVoter): { leaf: Buffer; texts: string[] } {
    const { seed, credentials, receipts } = voter.passes.passes.get(manifest.hash)!;
    const { credentialKey } = JSON.parse(receipts[0]!.envelope) as CastBallot;
    const { prefix, signature } = credentials![0]!;
    const texts = [seed, prefix, signature, credentialKey, receipts[0]!.code, receipts[0]!.promise];
    return { leaf: Buffer.from(owned.get(voter.accountId)!, 'hex'), texts };
  }

  it('finds one size of everything, and no voter, credential or ballot in log and mail', async () => {
    const lengths = await house.db.query(
      `select distinct length(envelope), length(signature) from ballot where election_id = $1`,
      [id],
    );
    expect(lengths).toHaveLength(1);
    const text = lines.join('');
    const mails = JSON.stringify(await house.db.query(`select * from mail`));
    for (const voter of voters) {
      const { seed, credentials, receipts } = voter.passes.passes.get(manifest.hash)!;
      for (const secret of [
        seed,
        credentials![0]!.signature,
        receipts[0]!.code,
        owned.get(voter.accountId)!,
      ]) {
        expect(text).not.toContain(secret);
        expect(mails).not.toContain(secret);
      }
    }
    expect(text).not.toContain('/ballots"');
  });

  it('finds no spool and no key after the close', async () => {
    const files = await readdir(house.dataDir, { recursive: true });
    expect(files.filter((name) => name.includes('spool-') || name.endsWith('.pem'))).toEqual([]);
    const kept = await readFile(join(house.dataDir, 'ballots', manifest.hash, 'manifest.json'), 'utf8');
    expect(JSON.parse(kept)).toEqual(manifest.document);
  });
});
