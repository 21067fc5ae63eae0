import { ElectionProcess, GovEvents, type Office } from '@app/contract';
import { Jobs } from '@app/platform';
import { verifyRecord } from '@app/record';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstBroken } from '../../../libs/governance/src/events/chain.ts';
import { GovEvent } from '../../../libs/governance/src/events/gov-event.entity.ts';
import { type ConductedHouse, conductedHouse, DAY_MS } from './conducted-house.ts';
import { codeOf, electionAt, HOUR_MS } from './election-house.ts';
import { Voter } from './voter.ts';

const MEMBERS = ['ada', 'bo', 'cia', 'dan', 'eva'];

describe('an election that officers conduct', { timeout: 120_000 }, () => {
  let house: ConductedHouse;

  beforeAll(async () => {
    house = await conductedHouse(MEMBERS);
    await house.staff.send('POST', '/api/v1/offices', {
      slug: 'board',
      name: 'The board',
      group: 'seated',
      seats: 2,
      substitutes: 1,
    });
  }, 120_000);
  afterAll(() => house.stop());

  const offices = async (): Promise<Office[]> =>
    (await (await house.staff.send('GET', '/api/v1/offices')).json()) as Office[];
  const seated = async (): Promise<string[]> => {
    const rows: { handle: string }[] = await house.db.query(
      `select a.handle from group_membership m join account_group g on g.id = m.group_id and g.slug = 'seated'
       join account a on a.id = m.account_id order by 1`,
    );
    return rows.map(({ handle }) => handle);
  };

  it('goes from its announcement to terms in office, with two officers at every step from sealing on', async () => {
    const id = await house.announce({ terms: { office: 'board', seats: 2 } });
    const announced = await house.process(id);
    expect(ElectionProcess.parse(announced)).toEqual(announced);
    expect(announced).toMatchObject({
      state: 'announced',
      next: { event: 'open-nominations' },
      role: 'returning-officer',
    });

    const election = await house.openFor(id, ['ada', 'bo', 'cia']);
    expect(election).toMatchObject({ phase: 'voting', state: 'open' });
    expect(election.candidates.map(({ account }) => account.handle)).toEqual(['ada', 'bo', 'cia']);

    // After sealing a name stays on the ballot, and the count passes it over.
    expect((await house.people['ada']!.send('DELETE', `/api/v1/elections/${id}/candidacies`)).status).toBe(
      204,
    );
    for (const [name, ranking] of Object.entries({
      ada: [1, 2],
      bo: [1, 2, 3],
      cia: [3, 1],
      dan: [1, 3],
      eva: [2, 3],
    })) {
      await house.vote(name, election, ranking);
    }
    await house.pass(id, HOUR_MS);
    expect(await electionAt(house.staff, id)).toMatchObject({ phase: 'result', state: 'challenged' });
    const record = await house.staff.send('GET', `/api/v1/elections/${id}/record.zip`);
    const verified = await verifyRecord(await record.bytes(), { expectedManifest: election.manifest!.hash });
    expect(verified.elected).toEqual(['bo Andersson', 'cia Andersson']);
    expect(await codeOf(await house.act(house.rosa, id, 'certify'))).toBe('challenge-window-open');

    const path = `/api/v1/elections/${id}/challenges`;
    await house.people['ada']!.send('POST', path, { text: 'I could not find my receipt.' });
    await house.pass(id, 2 * DAY_MS);
    expect(await codeOf(await house.people['bo']!.send('POST', path, { text: 'Too late.' }))).toBe(
      'too-late',
    );
    expect(await codeOf(await house.act(house.rosa, id, 'certify'))).toBe('challenges-undecided');
    const [challenge] = (await house.process(id)).challenges;
    const ruling = { ruling: 'rejected', reason: 'It is in the list.' };
    expect(await codeOf(await house.rosa.send('POST', `${path}/${challenge!.id}/ruling`, ruling))).toBe(
      'officers-only',
    );
    expect((await house.tove.send('POST', `${path}/${challenge!.id}/ruling`, ruling)).status).toBe(204);
    await house.both(id, 'certify');

    const [board] = await offices();
    expect(board!.terms.map(({ holder }) => holder.handle).toSorted()).toEqual(['bo', 'cia']);
    expect(board!.vacant).toEqual([1, 2]);
    await house.pass(id, 10 * DAY_MS);
    await followTerms(house);
    expect(await seated()).toEqual(['bo', 'cia']);

    // Every transition is a line of the chained log, and a post in the topic.
    const log = GovEvents.parse(
      await (await house.staff.send('GET', `/api/v1/elections/${id}/events`)).json(),
    );
    expect(log.events.map(({ type }) => type).filter((type) => type.startsWith('election.'))).toEqual([
      'election.announce',
      'election.open-nominations',
      'election.close-nominations',
      'election.publish-slate',
      'election.seal',
      'election.open-voting',
      'election.close-voting',
      'election.open-ballots',
      'election.count',
      'election.open-challenges',
      'election.certify',
      'election.install',
    ]);
    const posts = new Set(log.events.flatMap(({ payload }) => (payload['post'] ? [payload['post']] : [])));
    expect(posts.size).toBeGreaterThanOrEqual(12);
    expect(firstBroken(await house.db.manager.find(GovEvent, { order: { seq: 'asc' } }))).toBeNull();
  });

  it('fills a vacancy from the ballots that were cast, and lets the rights follow', async () => {
    const [board] = await offices();
    const term = board!.terms.find(({ holder }) => holder.handle === 'bo')!;
    expect(
      await codeOf(
        await house.people['dan']!.send('POST', `/api/v1/offices/terms/${term.id}/end`, { reason: 'died' }),
      ),
    ).toBe('not-allowed');
    const answer = await house.people['bo']!.send('POST', `/api/v1/offices/terms/${term.id}/end`, {
      reason: 'resigned',
    });
    // Ada withdrew and Cia stays, so nobody is left to follow.
    expect(await answer.json()).toEqual({ way: 'by-election', holder: null });
    await followTerms(house);
    expect(await seated()).toEqual(['cia']);
    expect((await offices())[0]!.vacant).toEqual([term.seatNo]);
  });

  it('lets a runner-up follow by countback', async () => {
    await house.staff.send('POST', '/api/v1/offices', {
      slug: 'audit',
      name: 'Auditors',
      group: 'seated',
      seats: 1,
    });
    const id = await house.announce({ terms: { office: 'audit', seats: 1 }, bylaws: { challengeDays: 0 } });
    const election = await house.openFor(id, ['ada', 'bo', 'cia']);
    for (const [name, ranking] of Object.entries({
      ada: [1, 3],
      bo: [1, 3, 2],
      cia: [1, 3],
      dan: [2],
      eva: [3],
    })) {
      await house.vote(name, election, ranking);
    }
    await house.pass(id, HOUR_MS);
    await house.both(id, 'certify');
    await house.pass(id, 10 * DAY_MS);
    const audit = (await offices()).find(({ slug }) => slug === 'audit')!;
    expect(audit.terms.map(({ holder }) => holder.handle)).toEqual(['ada']);
    const answer = await house.staff.send('POST', `/api/v1/offices/terms/${audit.terms[0]!.id}/end`, {
      reason: 'died',
    });
    expect(await answer.json()).toMatchObject({ way: 'countback', holder: { handle: 'cia' } });
  });

  it('cannot put two people into one seat at the same time', async () => {
    const overlapping = house.db.query(
      `insert into term (office_id, seat_no, account_id, starts_at, planned_end_at, origin)
       select office_id, seat_no, account_id, starts_at + interval '1 day', planned_end_at, 'decision' from term
       where ended_at is null limit 1`,
    );
    await expect(overlapping).rejects.toThrow('term_overlap_ex');
  });

  it('is suspended and goes on by two officers who say why, and nobody collects or casts a ballot meanwhile', async () => {
    const id = await house.announce();
    const election = await house.openFor(id, ['ada', 'cia']);
    expect(await codeOf(await house.act(house.rosa, id, 'suspend'))).toBe('reason-missing');
    const early = new Voter(house.people['cia']!, house.server.url);
    await early.collect(election.manifest!);
    await house.both(id, 'suspend', { reason: 'The site is slow.' });
    const refused = { problem: { code: 'voting-suspended' } };
    await expect(early.cast(election.manifest!, [2])).rejects.toMatchObject(refused);
    await expect(house.vote('ada', election, [1])).rejects.toThrow('voting-suspended');
    await house.both(id, 'resume', { reason: 'It is fast again.' });
    expect(await early.cast(election.manifest!, [2])).toMatch(/^[A-Z2-7]{20}$/);
    expect(await house.vote('ada', election, [1])).toMatch(/^[A-Z2-7]{20}$/);
  });

  it('ends without a result where the quorum is missed, and is set up again when the appeals body voids it', async () => {
    const small = await house.announce({ bylaws: { quorum: 50 } });
    const election = await house.openFor(small, ['ada', 'cia']);
    await house.vote('ada', election, [1]);
    await house.pass(small, HOUR_MS);
    expect(await electionAt(house.staff, small)).toMatchObject({ state: 'voided', voidReason: 'no-quorum' });

    const id = await house.announce();
    const again = await house.openFor(id, ['ada', 'cia']);
    await house.vote('ada', again, [1]);
    await house.pass(id, HOUR_MS);
    expect(await codeOf(await house.act(house.rosa, id, 'void', { reason: 'No.' }))).toBe('officers-only');
    expect((await house.act(house.tove, id, 'void', { reason: 'A ballot box was lost.' })).status).toBe(200);
    expect(await electionAt(house.staff, id)).toMatchObject({ state: 'voided', voidReason: 'annulled' });
    const drafts = await (await house.rosa.send('GET', '/api/v1/election-drafts')).json();
    expect(drafts).toEqual([expect.objectContaining({ missing: 'course' })]);
  });
});

async function followTerms({ server, db }: ConductedHouse): Promise<void> {
  const rows: { id: string }[] = await db.query(`select id from office`);
  for (const { id } of rows) {
    await server.app.get(Jobs).taskList['office:sync']!({ officeId: id }, undefined as never);
  }
}
