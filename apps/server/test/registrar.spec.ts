import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BallotManifest } from '@app/contract';
import { verifyRecord } from '@app/record';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RegistrarBooks } from '../../cli/src/registrar/registrar-books.ts';
import { registrarServer } from '../../cli/src/registrar/registrar-server.ts';
import { electionAt, type ElectionHouse, electionHouse } from './election-house.ts';
import { manyVoters, type PlainVoter } from './many-voters.ts';

const SECRET = 'between the two of us';

describe('an election with a second registrar', () => {
  let folder: string;
  let registrar: Server;
  let house: ElectionHouse;
  let manifest: BallotManifest;
  let voters: PlainVoter[];
  let id: string;

  async function listen(port = 0): Promise<number> {
    registrar = registrarServer(new RegistrarBooks(folder, null), SECRET).listen(port, '127.0.0.1');
    await once(registrar, 'listening');
    return (registrar.address() as AddressInfo).port;
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'folkmoot-registrar-'));
    const port = await listen();
    house = await electionHouse('web', undefined, {
      REGISTRARS: `The auditor=http://${encodeURIComponent(SECRET)}@127.0.0.1:${port}`,
      AP_ALLOW_PRIVATE: '1',
    });
    voters = await manyVoters(house, 6);
    id = await house.openElection();
    const candidate = await house.member('ada');
    await candidate.send('POST', `/api/v1/elections/${id}/candidacies`, { statement: 'I stand.' });
    await house.hourPasses(id);
    manifest = (await electionAt(house.staff, id)).manifest!;
  });
  afterAll(async () => {
    registrar.close();
    await house.stop();
    await rm(folder, { recursive: true });
  });

  it('has a manifest that names both, and needs both', () => {
    expect(manifest.document.registrars.map(({ name }) => name)).toEqual(['localhost:3000', 'The auditor']);
    expect(manifest.document.threshold).toBe(2);
  });

  it('hands out ballots only while both answer, and goes on where it broke off', async () => {
    const { port } = registrar.address() as AddressInfo;
    registrar.close();
    await once(registrar, 'close');
    await expect(voters[0]!.collect(manifest)).rejects.toMatchObject({ code: 'registrar-unavailable' });
    await listen(port);
    const { credentials } = await voters[0]!.collect(manifest);
    expect(credentials?.map(({ registrar: signer }) => signer)).toEqual([0, 1]);
  });

  it('refuses a ballot that one of them alone has signed', async () => {
    const pass = await voters[1]!.collect(manifest);
    voters[1]!.passes.passes.set(manifest.hash, { ...pass, credentials: pass.credentials!.slice(0, 1) });
    await expect(voters[1]!.cast(manifest, [1])).rejects.toMatchObject({ code: 'invalid-credential' });
    voters[1]!.passes.passes.set(manifest.hash, pass);
  });

  it('has a second registrar that signs once for each member of its own copy of the roll, for whoever knows the secret', async () => {
    const { port } = registrar.address() as AddressInfo;
    const ask = async (body: object, secret = SECRET) => {
      const answer = await fetch(`http://127.0.0.1:${port}/credentials`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}` },
        body: JSON.stringify(body),
      });
      return answer.status;
    };
    const [{ leaf }]: [{ leaf: string }] = await house.db.query(
      `select encode(leaf, 'hex') as leaf from roll_entry where election_id = $1 and account_id = $2`,
      [id, voters[0]!.accountId],
    );
    const blinded = Buffer.alloc(384, 1).toString('base64');
    expect(await ask({ electionId: id, leaf, blinded })).toBe(409);
    expect(await ask({ electionId: id, leaf: 'f'.repeat(64), blinded })).toBe(403);
    expect(await ask({ electionId: id, leaf, blinded }, 'a guess')).toBe(403);
    expect(await ask({ electionId: '999', leaf, blinded })).toBe(404);
  });

  it('has a record that says who handed the ballots out', async () => {
    for (const voter of voters) {
      await voter.collect(manifest);
      await voter.cast(manifest, [1]);
    }
    await house.hourPasses(id);
    const answer = await house.staff.send('GET', `/api/v1/elections/${id}/record.zip`);
    const verified = await verifyRecord(await answer.bytes(), { expectedManifest: manifest.hash });
    expect(verified).toMatchObject({ cast: 6, valid: 6, registrars: ['localhost:3000', 'The auditor'] });
  });
});
