import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type BallotManifest,
  canonicalJson,
  type CastBallot,
  ElectionResult,
  type Problem,
} from '@app/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Spool } from '../../../libs/governance/src/ballots/spool.ts';
import { postBallot } from '../../web/src/lib/governance/post-ballot.ts';
import { makeBallot } from '../../web/src/lib/governance/sealed-ballot.ts';
import { Browser } from './browser.ts';
import { codeOf, electionAt, type ElectionHouse, electionHouse } from './election-house.ts';
import { Voter } from './voter.ts';

describe('a ballot', () => {
  let house: ElectionHouse;
  let members: Browser[];
  let id: string;
  let manifest: BallotManifest;

  beforeAll(async () => {
    house = await electionHouse();
    members = [];
    for (const name of ['ada', 'bo', 'cia', 'dan', 'eva']) members.push(await house.member(name));
  });
  afterAll(() => house.stop());
  beforeEach(async () => {
    ({ id, manifest } = await openForVoting());
  });

  async function openForVoting(): Promise<{ id: string; manifest: BallotManifest }> {
    const title = `Election ${Math.random()}`;
    const opened = await house.openElection({ title });
    for (const member of members.slice(0, 3)) {
      await member.send('POST', `/api/v1/elections/${opened}/candidacies`, { statement: 'I stand.' });
    }
    await house.hourPasses(opened);
    return { id: opened, manifest: (await electionAt(house.staff, opened)).manifest! };
  }

  const voter = (index: number) => new Voter(members[index]!, house.server.url);
  const send = (ballot: CastBallot) => postBallot(ballot, `${house.server.url}/ballots`);
  const refused = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) });
  const ask = (browser: Browser, body: object, election = id) =>
    browser.send('POST', `/api/v1/elections/${election}/credentials`, body);

  /** A ballot that would be taken in, with the pass that made it. */
  async function goodBallot(index: number, sequence = 1, ranking = [1, 2]) {
    const { credentials, ...pass } = await voter(index).collect(manifest);
    const whole = { ...pass, credentials: credentials!, sequence };
    return { pass: whole, ...makeBallot(manifest, whole, ranking) };
  }

  it('is handed out once: the same request gets the same answer, another none', async () => {
    const ada = voter(0);
    const { requests, credentials } = await ada.collect(manifest);
    const blinded = requests.map((request) => request.blinded);
    const first = await ask(ada.browser, { manifest: manifest.hash, blinded });
    const second = await ask(ada.browser, { manifest: manifest.hash, blinded });
    expect(await second.json()).toEqual(await first.json());
    expect(credentials).not.toBeNull();

    await expect(voter(0).collect(manifest)).rejects.toThrow('ballot-collected');
    expect(await electionAt(ada.browser, id)).toMatchObject({
      collected: 1,
      viewer: { onRoll: true, collected: true },
    });
  });

  it('is handed out once to many devices that ask at the same moment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => {
        const blinded = Buffer.from(crypto.getRandomValues(new Uint8Array(384)));
        // Smaller than any modulus of this length.
        blinded[0] = 0;
        return ask(members[1]!, { manifest: manifest.hash, blinded: [blinded.toString('base64')] });
      }),
    );
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([200, ...Array.from({ length: 11 }, () => 409)]);
  });

  it('is the same in two tabs that collect at the same moment', async () => {
    const bo = voter(1);
    const [first, second] = await Promise.all([bo.collect(manifest), bo.collect(manifest)]);
    expect(second.credentials).toEqual(first.credentials);
    expect(await bo.cast(manifest, [2])).toHaveLength(20);
  });

  it('is not handed to guests, to those who are not on the roll, for another manifest, or before voting', async () => {
    const { requests } = await voter(0).collect(manifest);
    const blinded = requests.map((request) => request.blinded);
    const body = { manifest: manifest.hash, blinded };
    expect(await codeOf(await ask(new Browser(house.server.url), body))).toBe('sign-in-required');
    const late = await house.member(`late${id}`);
    expect(await codeOf(await ask(late, body))).toBe('not-on-roll');
    expect(await codeOf(await ask(members[1]!, { ...body, manifest: '0'.repeat(64) }))).toBe(
      'outdated-manifest',
    );
    expect(await codeOf(await ask(members[1]!, { ...body, blinded: ['AAAA'] }))).toBe('invalid-input');
    const early = await house.openElection({ title: `Early ${id}` });
    expect(await codeOf(await ask(members[1]!, body, early))).toBe('voting-closed');
    expect((await electionAt(house.staff, id)).collected).toBe(1);
  });

  it('is refused with a credential that the registrar did not sign', async () => {
    const { ballot, pass } = await goodBallot(0);
    const random = Buffer.from(crypto.getRandomValues(new Uint8Array(384))).toString('base64');
    const forged = makeBallot(
      manifest,
      { ...pass, credentials: [{ ...pass.credentials[0]!, signature: random }] },
      [1],
    ).ballot;
    await expect(send(forged)).rejects.toEqual(refused('invalid-credential'));

    const thief = await goodBallot(1);
    const stolen = { ...thief.ballot, credentials: ballot.credentials };
    await expect(send(stolen)).rejects.toEqual(refused('invalid-credential'));
  });

  it('is refused when it was changed after signing, has another size, or is for no election', async () => {
    const { ballot } = await goodBallot(0);
    const other = await goodBallot(1);
    await expect(send({ ...ballot, sequence: 2 })).rejects.toEqual(refused('invalid-ballot'));
    await expect(send({ ...ballot, sealed: other.ballot.sealed })).rejects.toEqual(refused('invalid-ballot'));
    const longer = { ...ballot, sealed: Buffer.alloc(500).toString('base64') };
    await expect(send(longer)).rejects.toEqual(refused('invalid-ballot'));
    await expect(send({ ...ballot, manifest: 'f'.repeat(64) })).rejects.toEqual(refused('invalid-ballot'));
    await expect(send({ ...ballot, manifest: '../../etc' })).rejects.toEqual(refused('invalid-ballot'));
    await expect(send({ ...ballot, sequence: 1.5 })).rejects.toEqual(refused('invalid-input'));
    expect(await send(ballot)).toMatchObject({ code: expect.stringMatching(/^[A-Z2-7]{20}$/) });
  });

  it('leaves nothing behind where it is refused: too large, no JSON, no ballot', async () => {
    const { ballot } = await goodBallot(0);
    const post = (body: string) =>
      fetch(`${house.server.url}/ballots`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
    const codes = [
      await codeOf(await post(JSON.stringify({ ...ballot, sealed: 'A'.repeat(2_000_000) }))),
      await codeOf(await post(JSON.stringify({ ...ballot, sealed: 'A'.repeat(10_000) }))),
      await codeOf(await post('{"manifest":')),
      await codeOf(await post('[]')),
    ];
    expect(codes).toEqual(['body-too-large', 'invalid-input', 'malformed-body', 'invalid-input']);
    await house.hourPasses(id);
    expect((await electionAt(house.staff, id)).phase).toBe('void');
  });

  it('is refused in another election', async () => {
    const { ballot } = await goodBallot(0);
    const { manifest: other } = await openForVoting();
    await expect(send({ ...ballot, manifest: other.hash })).rejects.toEqual(refused('invalid-credential'));
  });

  it('gets its receipt again when it is sent again, and is refused after a later one', async () => {
    const { ballot, code, pass } = await goodBallot(0, 3);
    expect(await send(ballot)).toMatchObject({ code });
    expect(await send(ballot)).toMatchObject({ code });
    const sameNumber = makeBallot(manifest, pass, [3]).ballot;
    const lower = makeBallot(manifest, { ...pass, sequence: 2 }, [3]).ballot;
    const later = makeBallot(manifest, { ...pass, sequence: 4 }, [3]);
    await expect(send(sameNumber)).rejects.toEqual(refused('outdated-ballot'));
    await expect(send(lower)).rejects.toEqual(refused('outdated-ballot'));
    expect(await send(later.ballot)).toMatchObject({ code: later.code });
    await expect(send(ballot)).rejects.toEqual(refused('outdated-ballot'));
  });

  it('is known to a process that starts later, and both take ballots into one box', async () => {
    const { ballot, code, pass } = await goodBallot(0, 3);
    await send(ballot);
    const other = await house.startAnother();
    const sendThere = (one: CastBallot) => postBallot(one, `${other.url}/ballots`);
    expect(await sendThere(ballot)).toMatchObject({ code });
    const lower = makeBallot(manifest, { ...pass, sequence: 2 }, [3]).ballot;
    await expect(sendThere(lower)).rejects.toEqual(refused('outdated-ballot'));
    await sendThere(makeBallot(manifest, { ...pass, sequence: 4 }, [3]).ballot);
    const bo = await goodBallot(1, 1, [3]);
    await send(bo.ballot);
    await house.hourPasses(id);

    const answer = await house.staff.send('GET', `/api/v1/elections/${id}/result`);
    expect(await answer.json()).toMatchObject({
      cast: 2,
      replaced: 1,
      valid: 2,
      elected: [3, expect.anything()],
    });
  });

  it('is taken in though it ranks nobody, somebody twice, or somebody unknown, and told as invalid afterwards', async () => {
    const choices = [[1], [2, 1], [3, 1, 2], [], [2, 2], [9]];
    for (const [index, ranking] of choices.slice(0, 5).entries()) {
      const one = voter(index);
      await one.collect(manifest);
      await one.cast(manifest, ranking);
    }
    const staff = new Voter(house.staff, house.server.url);
    await staff.collect(manifest);
    await staff.cast(manifest, choices[5]!);
    await house.hourPasses(id);

    const result = ElectionResult.parse(
      await (await house.staff.send('GET', `/api/v1/elections/${id}/result`)).json(),
    );
    expect(result).toMatchObject({ cast: 6, valid: 3, replaced: 0 });
    expect(result.sheet).toMatchObject({ validBallots: 3, invalidBallots: 3 });
    expect(result.invalid).toEqual([
      { fault: 'unknown-candidate', ballots: 1 },
      { fault: 'candidate-twice', ballots: 1 },
      { fault: 'blank', ballots: 1 },
    ]);
  });

  it('is neither handed out nor taken in once the time is over, whether or not the job has run', async () => {
    const { ballot } = await goodBallot(0);
    const { requests } = await voter(1).collect(manifest);
    const blinded = requests.map((request) => request.blinded);
    house.passTime();
    await expect(send(ballot)).rejects.toEqual(refused('voting-closed'));
    expect(await codeOf(await ask(members[1]!, { manifest: manifest.hash, blinded }))).toBe('voting-closed');
    await house.strikeClock(id);
    await expect(send(ballot)).rejects.toEqual(refused('voting-closed'));
    expect((await electionAt(house.staff, id)).phase).toBe('void');
  });

  it('is not counted when somebody wrote it into the spool past the door', async () => {
    const { ballot, pass } = await goodBallot(0);
    await send(ballot);
    const random = Buffer.from(crypto.getRandomValues(new Uint8Array(384))).toString('base64');
    const forged = makeBallot(
      manifest,
      {
        ...pass,
        sequence: 9,
        credentials: [{ ...pass.credentials[0]!, signature: random }],
      },
      [3],
    ).ballot;
    const directory = join(house.dataDir, 'ballots', manifest.hash);
    const [name = ''] = (await readdir(directory)).filter((file) => file.startsWith('spool-'));
    const { size } = await stat(join(directory, name));
    await new Spool(directory, size / 1024).write(Buffer.from(canonicalJson(forged)));
    await house.hourPasses(id);

    const answer = await house.staff.send('GET', `/api/v1/elections/${id}/result`);
    expect(await answer.json()).toMatchObject({
      cast: 1,
      replaced: 0,
      valid: 1,
      elected: [1, expect.anything()],
    });
  });

  it('is not published where fewer than five were cast, though the elected are', async () => {
    for (const index of [0, 1, 2, 3]) await voter(index).collect(manifest);
    const eva = voter(4);
    await eva.collect(manifest);
    await eva.cast(manifest, [2, 1]);
    const path = `/api/v1/elections/${id}`;
    expect(await codeOf(await house.staff.send('GET', `${path}/result`))).toBe('no-result-yet');
    await house.hourPasses(id);

    const result = ElectionResult.parse(await (await house.staff.send('GET', `${path}/result`)).json());
    expect(result).toMatchObject({
      sheet: null,
      cast: 1,
      collected: 5,
      elected: expect.arrayContaining([2]),
    });
    const file = await house.staff.send('GET', `${path}/ballots.blt`);
    expect(file.headers.get('content-disposition')).toBeNull();
    expect(((await file.json()) as Problem).code).toBe('too-few-ballots');
  });
});

describe('an election that nobody stands in', () => {
  it('is void, with the reason in its topic', async () => {
    const house = await electionHouse();
    const id = await house.openElection();
    await house.hourPasses(id);
    expect(await electionAt(house.staff, id)).toMatchObject({
      phase: 'void',
      voidReason: 'no-candidates',
      manifest: null,
    });
    await house.hourPasses(id);
    const posts = await house.db.query(`select html from post where topic_id = $1 and kind = 'system'`, [id]);
    expect(posts).toEqual([{ html: expect.stringContaining('nobody stands') }]);
    await house.stop();
  });
});
