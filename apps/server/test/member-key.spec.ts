import type { Election } from '@app/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { requestDigest } from '../../web/src/lib/governance/ballot-crypto.ts';
import type { Browser } from './browser.ts';
import { codeOf, electionAt, type ElectionHouse, electionHouse } from './election-house.ts';
import { enrolment, voterKey } from './voter-key.ts';

describe("a member's key for votes", () => {
  const key = voterKey();
  let house: ElectionHouse;
  let ada: Browser;
  let accountId: string;

  beforeAll(async () => {
    house = await electionHouse('web,worker');
    ada = await house.member('ada');
    const [row] = await house.db.query<[{ id: string }]>(`select id from account where handle = 'ada'`);
    accountId = row.id;
  });
  afterAll(() => house.stop());

  async function openForVoting(): Promise<Election> {
    const id = await house.openElection({ title: `Election ${Math.random()}` });
    await ada.send('POST', `/api/v1/elections/${id}/candidacies`, { statement: 'I stand.' });
    await house.hourPasses(id);
    return electionAt(ada, id);
  }

  it('is enrolled by whoever has it, and its member is told by mail', async () => {
    await house.db.query(`update auth_user set email_verified = true where email = 'ada@example.org'`);
    const before = await openForVoting();
    const enrol = (body: object) => ada.send('PUT', '/api/v1/member-key', body);
    expect(await codeOf(await enrol({ ...enrolment(key, accountId), key: voterKey().key }))).toBe(
      'wrong-key',
    );
    expect(await (await enrol(enrolment(key, accountId))).json()).toMatchObject({ key: { key: key.key } });
    await vi.waitFor(
      async () => {
        const mails = await house.db.query(`select recipient from mail where key like 'member-key:%'`);
        expect(mails).toEqual([{ recipient: 'ada@example.org' }]);
      },
      { timeout: 30_000, interval: 100 },
    );
    // The roll of an election that was open already keeps what it has.
    expect((await electionAt(ada, before.id)).viewer).toMatchObject({ onRoll: true, memberKey: null });
  });

  it('signs the request for a ballot; another key does not, and nothing is handed out to it', async () => {
    const { id, manifest, viewer } = await openForVoting();
    expect(viewer).toMatchObject({ memberKey: key.key });
    const blinded = Buffer.alloc(384, 1);
    blinded[0] = 0;
    const asked = { manifest: manifest!.hash, blinded: [blinded.toString('base64')] };
    const digest = requestDigest(asked.manifest, asked.blinded);
    const collect = (signature: string) =>
      ada.send('POST', `/api/v1/elections/${id}/credentials`, { ...asked, signature });
    expect(await codeOf(await collect(voterKey().sign(digest)))).toBe('wrong-key');
    expect(await codeOf(await collect(key.sign(digest.slice(1))))).toBe('wrong-key');
    expect((await electionAt(ada, id)).collected).toBe(0);
    expect((await collect(key.sign(digest))).status).toBe(200);
    expect((await electionAt(ada, id)).collected).toBe(1);
  });

  it('is removed, and the log of everything that governs keeps both', async () => {
    expect((await ada.send('DELETE', '/api/v1/member-key')).status).toBe(204);
    expect(await (await ada.send('GET', '/api/v1/member-key')).json()).toEqual({ key: null });
    const log = await house.db.query(`select type from gov_event where type like 'member-key%' order by seq`);
    expect(log).toEqual([{ type: 'member-key.enrolled' }, { type: 'member-key.removed' }]);
    expect((await openForVoting()).viewer).toMatchObject({ memberKey: null });
  });
});
