import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { type BallotManifest, CastBallot } from '@app/contract';
import { BatchesService } from '@app/governance';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storedForm } from '../../../libs/governance/src/ballots/ballot-bytes.ts';
import { openBox } from '../../../libs/governance/src/ballots/open-box.ts';
import { electionAt, type ElectionHouse, electionHouse } from './election-house.ts';
import { pairing, peopleOrders, type RowOrder } from './linking.ts';
import { manyVoters, type PlainVoter } from './many-voters.ts';

const VOTERS = 200;
const FIRST_BATCH = 100;
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

  beforeAll(async () => {
    const sink = new Writable({
      write: (chunk, _, done) => {
        lines.push(String(chunk));
        done();
      },
    });
    house = await electionHouse('web', pino({ level: 'trace' }, sink));
    voters = await manyVoters(house, VOTERS);
    id = await house.openElection();
    for (const name of ['ada', 'bo', 'cia']) {
      const candidate = await house.member(name);
      await candidate.send('POST', `/api/v1/elections/${id}/candidacies`, { statement: 'I stand.' });
    }
    await house.hourPasses(id);
    manifest = (await electionAt(house.staff, id)).manifest!;
    [{ at: walStart }] = await house.db.query(`select pg_current_wal_lsn()::text as at`);

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
    ballots.push(named({ name: 'write-ahead log', keys: await walled() }));
  }

  async function spooled(): Promise<string[]> {
    const box = await openBox(join(house.dataDir, 'ballots', manifest.hash), () => 'nothing');
    const found = await Array.fromAsync(box.spool.records());
    return found.map((record) => {
      const ballot = CastBallot.parse(JSON.parse(record.toString()));
      return storedForm(ballot).leaf.toString('hex');
    });
  }

  /** Ballots in the order in which PostgreSQL's write-ahead log has their rows written. */
  async function walled(): Promise<string[]> {
    await house.db.query(`create extension if not exists pg_walinspect`);
    const rows: { leaf: string }[] = await house.db.query(
      `with written as (
         select start_lsn, (regexp_match(block_ref, 'rel \\d+/\\d+/(\\d+) fork main blk (\\d+)')) as at,
           (regexp_match(description, 'off:? (\\d+)'))[1] as slot, record_type
         from pg_get_wal_records_info($1::pg_lsn, pg_current_wal_lsn())
         where resource_manager in ('Heap', 'Heap2') and record_type in ('INSERT', 'INSERT+INIT'))
       select encode(b.leaf, 'hex') as leaf from written w join ballot b
         on w.at[1] = pg_relation_filenode('ballot')::text
         and b.ctid = ('(' || w.at[2] || ',' || w.slot || ')')::tid
       order by w.start_lsn`,
      [walStart],
    );
    return rows.map(({ leaf }) => leaf);
  }

  it('has their orders: people by every table, ballots by table, spool and write-ahead log', () => {
    expect(owned.size).toBe(VOTERS);
    expect(people.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'roll_entry.account_id by xmin::text::bigint, while voting',
        'roll_entry.account_id by ctid, after the close',
      ]),
    );
    const full = ballots.filter(({ keys }) => keys.length === VOTERS).map(({ name }) => name);
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
