import { ElectionList, Election as ElectionSchema, type PostAddress } from '@app/contract';
import { CategoriesService } from '@app/forum';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from './browser.ts';
import {
  codeOf,
  electionAt,
  type ElectionHouse,
  electionHouse,
  HOUR_MS,
  termsFrom,
} from './election-house.ts';

describe('an election', () => {
  let house: ElectionHouse;
  let ada: Browser;
  let bo: Browser;
  let guest: Browser;

  beforeAll(async () => {
    house = await electionHouse();
    ada = await house.member('ada');
    bo = await house.member('bo');
    guest = new Browser(house.server.url);
  });
  afterAll(() => house.stop());

  it('is opened by staff as a topic, with the roll as the group was at that moment', async () => {
    const id = await house.openElection();
    const late = await house.member('late');

    const seen = await electionAt(ada, id);
    expect(ElectionSchema.parse(seen)).toEqual(seen);
    expect(seen).toMatchObject({
      id,
      title: 'Election of the board',
      phase: 'nominations',
      introductionHtml: expect.stringContaining('<strong>seats</strong>'),
      electorate: { slug: 'members', name: 'Members' },
      rollSize: 3,
      collected: 0,
      candidates: [],
      manifest: null,
      viewer: { onRoll: true, collected: false, candidate: false, mayNominate: true },
    });
    expect((await electionAt(late, id)).viewer).toMatchObject({ onRoll: false, mayNominate: true });
    expect((await electionAt(guest, id)).viewer).toBeNull();

    expect(await house.db.query(`select kind, state from topic where id = $1`, [id])).toEqual([
      { kind: 'election', state: 'open' },
    ]);
  });

  it('is not opened by members or guests, nor with a past deadline, an unknown group, or no time to vote', async () => {
    const terms = termsFrom(house.server);
    const open = (browser: Browser, change: object = {}) =>
      browser.send('POST', '/api/v1/elections', { ...terms, title: 'Another election', ...change });

    expect(await codeOf(await open(guest))).toBe('sign-in-required');
    expect(await codeOf(await open(ada))).toBe('staff-only');
    const past = { nominationsCloseAt: new Date(Date.now() - HOUR_MS).toISOString() };
    for (const change of [
      past,
      { electorate: 'nobody' },
      { votingClosesAt: terms.nominationsCloseAt },
      { seats: 0 },
    ]) {
      expect(await codeOf(await open(house.staff, change))).toBe('invalid-input');
    }
    expect(await house.db.query(`select 1 from topic where title = 'Another election'`)).toEqual([]);
  });

  it('is opened once, however often the request is sent', async () => {
    const terms = { ...termsFrom(house.server), title: 'Once only', clientId: randomUUID() };
    const answers = await Promise.all(
      [1, 2, 3].map(() => house.staff.send('POST', '/api/v1/elections', terms)),
    );
    const addresses = await Promise.all(answers.map(async (answer) => (await answer.json()) as PostAddress));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(addresses.map(({ topicId }) => topicId)).size).toBe(1);
  });

  it('takes nominations of oneself, once, and withdrawals', async () => {
    const id = await house.openElection({ title: 'Nominations' });
    const path = `/api/v1/elections/${id}/candidacies`;
    const nominate = (browser: Browser) => browser.send('POST', path, { statement: 'I *promise* soup.' });

    expect((await nominate(bo)).status).toBe(204);
    expect((await nominate(ada)).status).toBe(204);
    expect(await codeOf(await nominate(ada))).toBe('already-nominated');
    expect(await codeOf(await nominate(guest))).toBe('sign-in-required');
    const { candidates, viewer } = await electionAt(ada, id);
    expect(candidates.map(({ number, account }) => [number, account.handle])).toEqual([
      [1, 'ada'],
      [2, 'bo'],
    ]);
    expect(candidates[0]?.statementHtml).toContain('<em>promise</em>');
    expect(viewer).toMatchObject({ candidate: true, mayNominate: false });

    expect((await ada.send('DELETE', path)).status).toBe(204);
    expect(await codeOf(await ada.send('DELETE', path))).toBe('no-candidacy');
    expect((await electionAt(ada, id)).candidates.map(({ account }) => account.handle)).toEqual(['bo']);
  });

  it('is listed for those who may see its category, latest first, page by page', async () => {
    await house.server.app
      .get(CategoriesService)
      .create({ slug: 'inner', name: 'Inner', visibility: 'members' });
    const inner = await house.openElection({ title: 'Inner election', category: 'inner' });
    const list = async (browser: Browser, query = '') => {
      const answer = await browser.send('GET', `/api/v1/elections${query}`);
      expect(answer.status).toBe(200);
      return ElectionList.parse(await answer.json());
    };

    const all = (await list(ada)).items.map(({ id }) => id);
    expect(all[0]).toBe(inner);
    expect(all).toEqual([...all].sort((a, b) => Number(b) - Number(a)));
    expect((await list(guest)).items.map(({ id }) => id)).toEqual(all.slice(1));
    expect((await list(ada, '?category=inner')).items.map(({ id }) => id)).toEqual([inner]);
    expect(await codeOf(await guest.send('GET', '/api/v1/elections?category=inner'))).toBe('not-found');
    expect(await codeOf(await guest.send('GET', `/api/v1/elections/${inner}`))).toBe('not-found');

    const first = await list(ada, '?limit=2');
    const second = await list(ada, `?limit=2&cursor=${first.next}`);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all.slice(0, 4));
    expect(await list(ada, `?limit=2&cursor=${second.prev}`)).toEqual(first);
  });
});
