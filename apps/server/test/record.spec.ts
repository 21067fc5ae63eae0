import { createPrivateKey, randomBytes, sign } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BallotManifest, type CanonicalValue, canonicalJson, type RollList } from '@app/contract';
import { BatchesService } from '@app/governance';
import { RecordFailure, verifyRecord } from '@app/record';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storedForm, tagged } from '../../../libs/governance/src/ballots/ballot-bytes.ts';
import { leafHash, merkleRoot } from '../../../libs/governance/src/merkle-root.ts';
import { verifyCommand } from '../../cli/src/verify/verify.command.ts';
import { lotCommitment } from './lot-commitment.ts';
import { electionAt, type ElectionHouse, electionHouse, strike } from './election-house.ts';
import { CORRUPTIONS } from './record-corruptions.ts';
import { manyVoters, type PlainVoter } from './many-voters.ts';
import { enrolKey, voterKey } from './voter-key.ts';
import { type StolenKeys, StolenRecord } from './stolen-record.ts';

const VOTERS = 110;
/** So many cast a ballot before the first batch, so many after it. */
const EARLY = 22;
const LATE = 6;
/** So many have a key of their own for votes. */
const SIGNED = 5;

describe('the record of an election', () => {
  const secret = randomBytes(32);
  let house: ElectionHouse;
  let voters: PlainVoter[];
  let manifest: BallotManifest;
  let keys: StolenKeys;
  let record: Uint8Array;
  let id: string;

  beforeAll(async () => {
    house = await electionHouse();
    voters = await manyVoters(house, VOTERS);
    for (const voter of voters.slice(0, SIGNED)) voter.key = await enrolKey(house, voter.accountId);
    id = await house.openElection();
    const names = ['ada', 'bo', 'cia', 'dan'];
    for (const name of names) {
      const candidate = await house.member(name);
      await candidate.send('POST', `/api/v1/elections/${id}/candidacies`, { statement: 'I stand.' });
    }
    const promised = await house.staff.send('PUT', `/api/v1/elections/${id}/lot/promise`, {
      commitment: lotCommitment(secret),
    });
    if (promised.status !== 204) throw new Error(`no promise: ${await promised.text()}`);
    await house.hourPasses(id);
    manifest = (await electionAt(house.staff, id)).manifest!;
    keys = await stolenKeys();

    const voting = voters.slice(0, EARLY + LATE);
    await Promise.all(voting.map((voter) => voter.collect(manifest)));
    const choices = [[1, 2], [2, 1, 3], [3], [4, 3, 2, 1], [1, 3], []];
    const cast = (voter: PlainVoter, index: number) => voter.cast(manifest, choices[index % choices.length]!);
    await Promise.all(voting.slice(0, EARLY).map(cast));
    await house.server.app.get(BatchesService).flushAll();
    await Promise.all(voting.slice(EARLY).map(cast));
    // One changes their mind, after their first ballot is in the log.
    await voting[0]!.cast(manifest, [4, 1]);
    await house.hourPasses(id);
  });
  afterAll(() => house.stop());

  async function stolenKeys(): Promise<StolenKeys> {
    const key = async (name: string) =>
      createPrivateKey(await readFile(join(house.dataDir, 'elections', id, `${name}.pem`)));
    return { registrar: await key('registrar'), log: await key('log') };
  }

  const download = async () => (await house.staff.send('GET', `/api/v1/elections/${id}/record.zip`)).bytes();

  it('is there once those who promised a secret for the lot have shown it', async () => {
    const early = await house.staff.send('GET', `/api/v1/elections/${id}/record.zip`);
    expect(((await early.json()) as { code: string }).code).toBe('no-result-yet');
    const path = `/api/v1/elections/${id}/lot/secret`;
    const wrong = await house.staff.send('PUT', path, { secret: randomBytes(32).toString('hex') });
    expect(((await wrong.json()) as { code: string }).code).toBe('wrong-secret');
    const shown = await house.staff.send('PUT', path, { secret: secret.toString('hex') });
    expect(shown.status).toBe(204);
    await strike(house.server, 'election:close-voting', id);
    record = await download();
    expect(record.length).toBeGreaterThan(1000);
  });

  it('holds, and says what the election page says', async () => {
    const verified = await verifyRecord(record, { expectedManifest: manifest.hash });
    expect(verified).toMatchObject({
      title: 'Election of the board',
      manifestHash: manifest.hash,
      rollSize: VOTERS + 1,
      issued: EARLY + LATE,
      issuedByKey: SIGNED,
      cast: EARLY + LATE,
      replaced: 1,
      valid: 24,
      registrars: [manifest.document.registrars[0]!.name],
      missingSecrets: [],
    });
    const answer = await house.staff.send('GET', `/api/v1/elections/${id}/result`);
    const { elected, candidates } = (await answer.json()) as {
      elected: number[];
      candidates: { number: number; account: { name: string } }[];
    };
    const nameOf = (number: number) => candidates.find((one) => one.number === number)?.account.name;
    expect(verified.elected).toEqual(elected.map(nameOf));
  });

  it('is the same whenever it is fetched, and has two heads of the log, posted in the topic as they were made', async () => {
    const again = new StolenRecord(await download(), manifest, keys);
    const first = new StolenRecord(record, manifest, keys);
    const names = ['log.jsonl', 'sths.json', 'result.json', 'manifest.json', 'lot.json'];
    expect(names.map((name) => again.text(name))).toEqual(names.map((name) => first.text(name)));
    const heads = JSON.parse(first.text('sths.json')) as { size: number; root: string }[];
    expect(heads.map(({ size }) => size)).toEqual([EARLY, EARLY + LATE + 1]);
    const posts: { html: string }[] = await house.db.query(
      `select html from post where topic_id = $1 and kind = 'system' order by number`,
      [id],
    );
    expect(posts[1]!.html).toContain(heads[0]!.root);
  });

  it('shows a voter their own ballot by its receipt, replaced or counted', async () => {
    const { receipts } = voters[0]!.passes.passes.get(manifest.hash)!;
    const own = await Promise.all(
      receipts.map((receipt) =>
        verifyRecord(record, { receipt: JSON.stringify({ v: 1, manifest: manifest.hash, ...receipt }) }),
      ),
    );
    expect(own.map((verified) => verified.own)).toEqual([
      { code: receipts[0]!.code, ranking: [1, 2], fault: null, counts: false },
      { code: receipts[1]!.code, ranking: [4, 1], fault: null, counts: true },
    ]);
  });

  it.each(CORRUPTIONS)('fails with %s on %s', async (code, _, corrupt) => {
    const stolen = new StolenRecord(record, manifest, keys);
    const before = stolen.pack();
    corrupt(stolen);
    expect(Buffer.from(stolen.pack()).equals(before)).toBe(false);
    const failure = await verifyRecord(stolen.pack(), { expectedManifest: manifest.hash }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(RecordFailure);
    expect(String(failure)).toContain(`Error: ${code}: `);
  });

  it('gives the roots of the roll that officers have by name, and tells who did not ask for their ballot', async () => {
    const path = `/api/v1/elections/${id}/roll-list`;
    const voter = await house.member('kim');
    expect(((await (await voter.send('GET', path)).json()) as { code: string }).code).toBe('officers-only');
    const list = (await (await house.staff.send('GET', path)).json()) as RollList;
    await verifyRecord(record, { rollList: JSON.stringify(list) });

    const changed = (change: (entries: RollList['entries']) => RollList['entries']) =>
      JSON.stringify({ ...list, entries: change(list.entries.map((entry) => ({ ...entry }))) });
    const signer = list.entries.findIndex(({ signature }) => signature !== null);
    const asker = list.entries.findIndex(({ blindedHash, signature }) => blindedHash && !signature);
    const idler = list.entries.findIndex(({ blindedHash }) => blindedHash === null);
    const set = (at: number, change: Partial<RollList['entries'][number]>) =>
      changed((entries) => entries.with(at, { ...entries[at]!, ...change }));
    const forged: [code: string, list: string][] = [
      ['V03', changed((entries) => entries.slice(1))],
      ['V03', changed((entries) => entries.with(1, entries[0]!))],
      ['V03', set(signer, { key: voterKey().key })],
      ['V04', set(asker, { blindedHash: null })],
      ['V04', set(idler, { blindedHash: 'a'.repeat(64) })],
      ['V04', set(signer, { signature: null })],
    ];
    for (const [code, rollList] of forged) {
      await expect(verifyRecord(record, { rollList })).rejects.toMatchObject({ code });
    }
    // A server that made up a signed request cannot make its signature, even with roots of its own.
    const stolen = new StolenRecord(record, manifest, keys);
    const fake = voterKey().sign(Buffer.from('anything'));
    const made = list.entries.with(signer, { ...list.entries[signer]!, signature: fake });
    stolen.edit('issuance.json', (json) => void (json['root'] = issuanceRootOf(id, made)));
    const rollList = JSON.stringify({ ...list, entries: made });
    await expect(verifyRecord(stolen.pack(), { rollList })).rejects.toMatchObject({
      code: 'V04',
      item: expect.stringContaining('not signed by their key'),
    });
  });

  it('fails with V12 on a receipt that is forged, of another election, or whose ballot is not in the log', async () => {
    const [kept] = voters[1]!.passes.passes.get(manifest.hash)!.receipts;
    const receipt = { v: 1, manifest: manifest.hash, ...kept! };
    const stolen = new StolenRecord(record, manifest, keys);
    const outside = stolen.minted([1]);
    const { leaf, envelope } = storedForm(outside);
    const promise = sign(
      null,
      Buffer.concat([tagged('receipt'), Buffer.from(manifest.hash, 'hex'), leaf]),
      keys.log,
    ).toString('base64');
    const wrong = [
      { ...receipt, promise },
      { ...receipt, manifest: 'e'.repeat(64) },
      { ...receipt, envelope, signature: outside.signature, promise },
    ];
    for (const one of wrong) {
      const failed = verifyRecord(record, { receipt: canonicalJson(one as unknown as CanonicalValue) });
      await expect(failed).rejects.toMatchObject({ code: 'V12' });
    }
  });

  it('is checked by the command, which ends with 0, or with 1 and the code', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'folkmoot-record-'));
    const path = join(folder, 'record.zip');
    await writeFile(path, record);
    expect(await verifyCommand(path, { expectManifest: manifest.hash })).toBe(0);
    expect(await verifyCommand(path, { expectManifest: '0'.repeat(64) })).toBe(1);
    expect(await verifyCommand(join(folder, 'nothing.zip'), {})).toBe(1);
    await rm(folder, { recursive: true });
  });
});

function issuanceRootOf(electionId: string, entries: RollList['entries']): string {
  const bytes = (text: string | null, encoding: 'hex' | 'base64') => Buffer.from(text ?? '', encoding);
  const leaves = entries.flatMap(({ member, key, blindedHash, signature }) => {
    if (blindedHash === null) return [];
    const leaf = leafHash(tagged('roll'), `${electionId}\0${member}\0`, bytes(key, 'base64'));
    return [leafHash(tagged('issuance'), leaf, bytes(blindedHash, 'hex'), bytes(signature, 'base64'))];
  });
  return merkleRoot(leaves).toString('hex');
}
