import type { OwnRollEntry } from '@app/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConductedHouse, conductedHouse } from './conducted-house.ts';
import { codeOf, electionAt, HOUR_MS } from './election-house.ts';

describe('who stands and who votes in an election that officers conduct', { timeout: 120_000 }, () => {
  let house: ConductedHouse;

  beforeAll(async () => {
    house = await conductedHouse(['ada', 'bo', 'cia', 'dan', 'eva']);
  }, 120_000);
  afterAll(() => house.stop());

  it('takes nominations by others with seconds, acceptance, scrutiny with reasons, and appeals', async () => {
    const id = await house.announce({ bylaws: { seconders: 1 } });
    await expect
      .poll(async () => (await house.process(id)).notices, { timeout: 60_000 })
      .toMatchObject({ served: (await house.process(id)).notices.roll });
    await house.pass(id, 0);
    const path = `/api/v1/elections/${id}/nominations`;
    const { ada, bo, cia, dan } = house.people as Record<string, typeof house.rosa>;
    expect((await ada!.send('POST', path, { handle: 'bo' })).status).toBe(204);
    expect(await codeOf(await ada!.send('POST', path, { handle: 'bo' }))).toBe('already-nominated');
    expect(await codeOf(await ada!.send('POST', path, { handle: 'rosa' }))).toBe('candidate-conducts');
    expect(await codeOf(await ada!.send('POST', path, { handle: 'nobody' }))).toBe('not-found');
    expect((await electionAt(ada!, id)).candidates).toEqual([]);
    expect((await bo!.send('POST', `${path}/accept`, { statement: 'Yes, I will.' })).status).toBe(204);
    expect(
      (await cia!.send('POST', `/api/v1/elections/${id}/candidacies`, { statement: 'Me too.' })).status,
    ).toBe(204);
    expect((await ada!.send('POST', `${path}/bo/seconds`)).status).toBe(204);
    expect((await ada!.send('POST', `${path}/bo/seconds`)).status).toBe(204);
    expect((await dan!.send('POST', path, { handle: 'eva' })).status).toBe(204);

    await house.pass(id, HOUR_MS);
    const decide = (handle: string, decision: object, by = house.rosa) =>
      by.send('POST', `${path}/${handle}/decision`, decision);
    expect(await codeOf(await decide('bo', { decision: 'admit' }, house.sven))).toBe('officers-only');
    expect(await codeOf(await decide('cia', { decision: 'admit' }))).toBe('not-seconded');
    expect(await codeOf(await decide('bo', { decision: 'refuse' }))).toBe('reason-missing');
    expect(await codeOf(await house.act(house.rosa, id, 'publish-slate'))).toBe('candidacies-undecided');
    await decide('bo', { decision: 'refuse', reason: 'Not a member for a year.' });
    await decide('cia', { decision: 'refuse', reason: 'Nobody seconds.' });
    expect(await codeOf(await house.act(house.rosa, id, 'publish-slate'))).toBe('nobody-stands');
    await bo!.send('POST', `${path}/appeal`, { text: 'I have been for two.' });
    expect(await codeOf(await house.act(house.rosa, id, 'publish-slate'))).toBe('candidacies-undecided');
    await house.tove.send('POST', `${path}/bo/ruling`, {
      ruling: 'upheld',
      reason: 'The roll says two years.',
    });

    const { nominations } = await house.process(id);
    expect(
      nominations.map(({ account, state, seconders }) => [account.handle, state, seconders.length]),
    ).toEqual(
      expect.arrayContaining([
        ['bo', 'admitted', 1],
        ['cia', 'refused', 0],
        ['eva', 'nominated', 0],
      ]),
    );
    expect(nominations.find(({ account }) => account.handle === 'bo')!.questions).toMatchObject({
      slug: expect.stringContaining('questions-to'),
    });

    // One candidate for two seats, and bylaws that elect without a vote.
    await house.both(id, 'declare-uncontested');
    expect(await house.process(id)).toMatchObject({ state: 'challenged', outcome: 'uncontested' });
  });

  it('freezes its roll at the record date; claims correct it, and moderators’ sanctions do not touch it', async () => {
    await house.db.query(
      `insert into standing_event (account_id, type, at, reason, recorded_by_id)
       select id, 'lapsed', now() - interval '1 day', 'The fee was not paid.', id from account where handle = 'dan'`,
    );
    await house.db.query(`update account set trust = 'new' where handle = 'eva'`);
    const id = await house.announce();
    const late = await house.member('late');
    // The clock of elections is ahead of the database's here.
    await house.db.query(
      `update group_membership set joined_at = joined_at + interval '1 year'
       where account_id = (select id from account where handle = 'late')`,
    );
    const own = async (browser = house.rosa) =>
      (await (await browser.send('GET', `/api/v1/elections/${id}/roll/mine`)).json()) as OwnRollEntry;
    expect(await own(house.people['dan'])).toMatchObject({ onRoll: false, reason: 'lapsed', mayClaim: true });
    expect(await own(house.people['eva'])).toMatchObject({ onRoll: true, reason: 'member-of-group' });
    expect(await own(late)).toMatchObject({ onRoll: false, reason: 'joined-later' });

    const before = await electionAt(house.staff, id);
    const path = `/api/v1/elections/${id}/roll/claims`;
    expect(
      await codeOf(await late.send('POST', path, { kind: 'objection', handle: 'ada', text: 'No.' })),
    ).toBe('not-on-roll');
    await house.people['dan']!.send('POST', path, { kind: 'claim', text: 'I paid yesterday.' });
    await house.people['ada']!.send('POST', path, { kind: 'objection', handle: 'bo', text: 'He moved out.' });
    const { claims } = await house.process(id);
    expect((await house.process(id, late)).claims).toEqual([]);
    for (const { id: claim } of claims) {
      const answer = await house.sven.send('POST', `${path}/${claim}/ruling`, {
        ruling: 'upheld',
        reason: 'So it is.',
      });
      expect(answer.status).toBe(204);
    }
    const after = await electionAt(house.staff, id);
    expect(after.rollSize).toBe(before.rollSize);
    expect(after.rollRoot).not.toBe(before.rollRoot);
    expect(await own(house.people['dan'])).toMatchObject({ onRoll: true, reason: 'corrected' });
    expect(await own(house.people['bo'])).toMatchObject({ onRoll: false, reason: 'corrected' });
  });

  it('gives everybody on the roll notice by mail, with proof, and is not opened to nominations before', async () => {
    const id = await house.announce();
    await expect
      .poll(async () => (await house.process(id)).notices.served, { timeout: 60_000 })
      .toBe((await electionAt(house.staff, id)).rollSize);
    const proofs: { address: string | null }[] = await house.db.query(
      `select n.address from election_notice n where n.election_id = $1`,
      [id],
    );
    const mails: { key: string; body: string }[] = await house.db.query(
      `select key, body from mail where key like 'notice:' || $1 || ':%'`,
      [id],
    );
    expect(mails.length).toBe(proofs.filter(({ address }) => address !== null).length);
    expect(mails.every(({ body }) => body.includes(`/e/${id}/`))).toBe(true);
  });
});
