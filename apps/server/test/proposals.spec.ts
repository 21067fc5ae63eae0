import { randomUUID } from 'node:crypto';
import {
  Decision,
  DecisionList,
  type PostAddress,
  Proposal,
  type ProposalAddress,
  ProposalList,
  TopicProposals,
  VoteList,
} from '@app/contract';
import { CategoriesService } from '@app/forum';
import { ElectionClock, UndecidedView } from '@app/governance';
import { EventLog, Jobs } from '@app/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from './browser.ts';
import { codeOf, type ElectionHouse, electionHouse, HOUR_MS } from './election-house.ts';

describe('a proposal', () => {
  let house: ElectionHouse;
  let ada: Browser;
  let bo: Browser;
  let cy: Browser;
  let guest: Browser;

  beforeAll(async () => {
    house = await electionHouse();
    [ada, bo, cy] = [await house.member('ada'), await house.member('bo'), await house.member('cy')];
    guest = new Browser(house.server.url);
  });
  afterAll(() => house.stop());

  const openTopic = async (category = 'board'): Promise<string> => {
    const topic = { category, title: `On ${randomUUID()}`, raw: 'What shall we do?' };
    return ((await (await ada.send('POST', '/api/v1/topics', topic)).json()) as PostAddress).topicId;
  };
  const terms = (change: object = {}) => ({
    title: 'Buy the ladder',
    raw: 'The co-operative buys **one** ladder.',
    electorate: 'members',
    closesAt: new Date(house.server.app.get(ElectionClock).estimate().getTime() + HOUR_MS).toISOString(),
    quorum: 50,
    threshold: 'majority',
    blocking: true,
    results: 'after-close',
    ...change,
  });
  /** A proposal by ada to ada, bo, cy and sam. */
  const propose = async (change: object = {}, category = 'board'): Promise<ProposalAddress> => {
    const path = `/api/v1/topics/${await openTopic(category)}/proposals`;
    const answer = await ada.send('POST', path, terms(change));
    if (answer.status !== 201) throw new Error(`no proposal: ${await answer.text()}`);
    return (await answer.json()) as ProposalAddress;
  };
  const see = async (browser: Browser, id: string): Promise<Proposal> => {
    const answer = await browser.send('GET', `/api/v1/proposals/${id}`);
    const seen = (await answer.json()) as Proposal;
    return Proposal.parse(seen);
  };
  const vote = (browser: Browser, id: string, choice: string, others: object = {}) =>
    browser.send('PUT', `/api/v1/proposals/${id}/vote`, { choice, version: 1, ...others });
  const change = (browser: Browser, id: string, raw: string, version = 1) =>
    browser.send('PATCH', `/api/v1/proposals/${id}`, { raw }, { 'if-match': `"${version}"` });
  const run = (task: string, proposalId: string) =>
    house.server.app.get(Jobs).taskList[task]!({ proposalId }, undefined as never);
  const endVoting = async (id: string): Promise<void> => {
    house.passTime();
    await run('proposal:close', id);
  };
  const state = (browser: Browser, id: string, outcome: object) =>
    browser.send('POST', `/api/v1/proposals/${id}/outcome`, { text: 'So it is.', ...outcome });
  const said = async (topicId: string): Promise<string[]> => {
    const rows: { raw: string }[] = await house.db.query(
      `select raw from post where topic_id = $1 and kind = 'system' order by number`,
      [topicId],
    );
    return rows.map(({ raw }) => raw);
  };

  it('is opened by a member, with the roll as the group was at that moment', async () => {
    const { id, topicId } = await propose();
    const late = await house.member('late');
    expect(await see(ada, id)).toMatchObject({
      title: 'Buy the ladder',
      html: expect.stringContaining('<strong>one</strong>'),
      state: 'open',
      version: 1,
      terms: { electorate: { slug: 'members', name: 'Members' }, rollSize: 4, quorumVotes: 2 },
      turnout: 0,
      tally: null,
      viewer: { onRoll: true, vote: null, mayVote: true, mayConduct: true },
    });
    expect((await see(bo, id)).viewer).toMatchObject({ mayVote: true, mayConduct: false });
    expect((await see(guest, id)).viewer).toBeNull();
    expect((await see(late, id)).viewer).toMatchObject({ onRoll: false, mayVote: false });
    expect(await codeOf(await vote(late, id, 'agree'))).toBe('not-on-roll');
    expect((await said(topicId))[0]).toContain('A proposal is put to the vote');
    await house.db.query(
      `delete from group_membership where account_id = (select id from account where handle = 'late')`,
    );
  });

  it('is opened once, however often it is sent, and not with a past deadline or an unknown group', async () => {
    const topicId = await openTopic();
    const path = `/api/v1/topics/${topicId}/proposals`;
    const input = terms({ clientId: randomUUID() });
    const answers = await Promise.all([1, 2, 3].map(() => ada.send('POST', path, input)));
    const addresses = await Promise.all(
      answers.map(async (answer) => (await answer.json()) as ProposalAddress),
    );
    expect(new Set(addresses.map(({ id }) => id)).size).toBe(1);

    const past = { closesAt: new Date(Date.now() - HOUR_MS).toISOString() };
    for (const wrong of [past, { electorate: 'nobody' }, { title: 'No' }, { quorum: 101 }, { raw: ' ' }]) {
      expect(await codeOf(await ada.send('POST', path, terms(wrong)))).toBe('invalid-input');
    }
    expect(await codeOf(await guest.send('POST', path, terms()))).toBe('sign-in-required');
    const found = TopicProposals.parse(await (await bo.send('GET', path)).json());
    expect(found.proposals.map(({ id }) => id)).toEqual([addresses[0]?.id]);
  });

  it('takes one vote of each on the roll, changeable, with a reason for a block', async () => {
    const { id } = await propose();
    expect((await vote(ada, id, 'agree', { reason: 'Mine broke.' })).status).toBe(204);
    expect((await vote(ada, id, 'abstain')).status).toBe(204);
    const unexplained = (await (await vote(bo, id, 'block')).json()) as { errors: { pointer: string }[] };
    expect(unexplained.errors[0]?.pointer).toBe('/reason');
    expect((await vote(bo, id, 'block', { reason: 'No room for it.' })).status).toBe(204);
    expect(await codeOf(await vote(guest, id, 'agree'))).toBe('sign-in-required');
    expect(await see(ada, id)).toMatchObject({
      turnout: 2,
      viewer: { vote: { choice: 'abstain', reason: '', version: 1 } },
    });
    const unblocked = await propose({ blocking: false });
    expect(await codeOf(await vote(bo, unblocked.id, 'block', { reason: 'No.' }))).toBe('invalid-input');
  });

  it('shows how people vote to nobody before the close, on no surface, and then to all', async () => {
    const { id, topicId } = await propose();
    await vote(ada, id, 'disagree', { reason: 'SECRET-REASON' });
    await vote(bo, id, 'agree');
    const surfaces = [
      `/api/v1/proposals/${id}`,
      `/api/v1/proposals`,
      `/api/v1/proposals?only=unsettled`,
      `/api/v1/topics/${topicId}/proposals`,
      `/api/v1/topics/${topicId}`,
      `/api/v1/decisions`,
      `/api/v1/decisions.json`,
      `/api/v1/decisions.csv`,
      `/api/v1/live/changes?room=t:${topicId}&after=0`,
    ];
    for (const viewer of [bo, cy, guest, house.staff]) {
      for (const path of surfaces) {
        const body = await (await viewer.send('GET', path)).text();
        expect(body, path).not.toContain('SECRET-REASON');
        expect(body, path).not.toContain('"disagree":1');
      }
      expect((await see(viewer, id)).tally).toBeNull();
      expect(await codeOf(await viewer.send('GET', `/api/v1/proposals/${id}/votes`))).toBe('no-result-yet');
    }

    await endVoting(id);
    expect(await see(guest, id)).toMatchObject({
      state: 'closed',
      tally: { agree: 1, abstain: 0, disagree: 1, block: 0, unconfirmed: 0 },
      carried: false,
    });
    const votes = VoteList.parse(await (await guest.send('GET', `/api/v1/proposals/${id}/votes`)).json());
    expect(votes.items.map(({ account, choice, reason }) => [account.handle, choice, reason])).toEqual([
      ['bo', 'agree', ''],
      ['ada', 'disagree', 'SECRET-REASON'],
    ]);
  });

  it('shows it to those who have voted where its terms say so', async () => {
    const { id } = await propose({ results: 'after-vote' });
    await vote(ada, id, 'agree');
    expect((await see(ada, id)).tally).toMatchObject({ agree: 1 });
    for (const viewer of [bo, guest, house.staff]) expect((await see(viewer, id)).tally).toBeNull();
  });

  it('keeps votes on an old wording, does not count them, and asks to confirm them', async () => {
    const { id, topicId } = await propose();
    await vote(ada, id, 'agree');
    await vote(bo, id, 'agree');
    expect(await codeOf(await change(bo, id, 'Two ladders.'))).toBe('not-allowed');
    expect(await codeOf(await ada.send('PATCH', `/api/v1/proposals/${id}`, { raw: 'Two' }))).toBe(
      'version-required',
    );
    expect((await change(ada, id, 'Two ladders.')).status).toBe(204);
    expect((await change(ada, id, 'Two ladders.')).status).toBe(204);
    expect(await codeOf(await change(house.staff, id, 'Three ladders.'))).toBe('stale-version');

    expect(await see(bo, id)).toMatchObject({
      version: 2,
      turnout: 0,
      viewer: { vote: { choice: 'agree', version: 1 }, mayVote: true },
    });
    expect(await codeOf(await vote(bo, id, 'agree'))).toBe('proposal-changed');
    expect((await vote(bo, id, 'agree', { version: 2 })).status).toBe(204);
    const [{ count }]: [{ count: number }] = await house.db.query(
      `select count(*)::int from account where handle in ('ada', 'cy', 'sam') and id = any($1)`,
      [await house.server.app.get(UndecidedView).accounts(id)],
    );
    expect(count).toBe(3);
    expect((await said(topicId))[1]).toContain('Version 2 is what is voted on now');

    house.passTime();
    await endVoting(id);
    expect((await see(ada, id)).tally).toMatchObject({ agree: 1, unconfirmed: 1 });
    const versions = (await (
      await guest.send('GET', `/api/v1/proposals/${id}/versions`)
    ).json()) as unknown[];
    expect(versions).toMatchObject([{ version: 1 }, { version: 2, raw: 'Two ladders.' }]);
  });

  it('takes no vote after its time, whether or not the clock has struck', async () => {
    const { id } = await propose();
    house.passTime();
    expect(await codeOf(await vote(ada, id, 'agree'))).toBe('voting-closed');
    expect((await see(ada, id)).viewer).toMatchObject({ mayVote: false });
    await run('proposal:close', id);
    await run('proposal:close', id);
    expect(await codeOf(await vote(ada, id, 'agree'))).toBe('voting-closed');
    expect(await codeOf(await change(ada, id, 'Too late.'))).toBe('voting-closed');
  });

  it('reminds when its end is near, and not of an end that has moved', async () => {
    const { app } = house.server;
    app.get(EventLog).onCommitted('spec-of-reminders', ['proposal.closing'], () => Promise.resolve());
    const { id } = await propose();
    const reminders = async (): Promise<number> => {
      const jobs: unknown[] = await house.db.query(
        `select 1 from graphile_worker.jobs where task_identifier = 'event:spec-of-reminders'`,
      );
      return jobs.length;
    };
    await run('proposal:remind', id);
    expect(await reminders()).toBe(0);
    app.get(ElectionClock).shift(0.7 * HOUR_MS);
    await change(ada, id, 'A ladder, in time.');
    await run('proposal:remind', id);
    expect(await reminders()).toBe(0);
    app.get(ElectionClock).shift(0.7 * HOUR_MS);
    await run('proposal:remind', id);
    expect(await reminders()).toBe(1);
  });

  it('gets the outcome that the numbers say, by its author or staff, and enters the log frozen', async () => {
    const { id, topicId } = await propose();
    for (const browser of [ada, bo, house.staff]) await vote(browser, id, 'agree');
    expect(await codeOf(await state(ada, id, { outcome: 'adopted' }))).toBe('voting-open');
    await endVoting(id);
    expect(await codeOf(await state(bo, id, { outcome: 'adopted' }))).toBe('not-allowed');
    expect(await codeOf(await state(ada, id, { outcome: 'rejected' }))).toBe('outcome-differs');
    expect(await codeOf(await state(ada, id, { outcome: 'adopted', owner: 'nobody' }))).toBe('invalid-input');
    const outcome = {
      outcome: 'adopted',
      text: 'Bo buys it.',
      owner: 'bo',
      reviewOn: '2027-05-01',
      clientId: randomUUID(),
    };
    const first = (await (await state(house.staff, id, outcome)).json()) as { id: string };
    expect(await (await state(house.staff, id, outcome)).json()).toEqual(first);
    expect(await codeOf(await state(ada, id, { outcome: 'withdrawn' }))).toBe('already-decided');

    const decision = Decision.parse(await (await guest.send('GET', `/api/v1/decisions/${first.id}`)).json());
    expect(decision).toMatchObject({
      title: 'Buy the ladder',
      outcome: 'adopted',
      html: expect.stringContaining('<strong>one</strong>'),
      outcomeHtml: expect.stringContaining('Bo buys it.'),
      tally: { agree: 3, disagree: 0 },
      terms: { rollSize: 4, quorumVotes: 2 },
      owner: { handle: 'bo' },
      decidedBy: { handle: 'sam' },
      reviewOn: '2027-05-01',
    });
    expect((await said(topicId)).at(-1)).toContain(`/decisions/${first.id}`);
    await expect(
      house.db.query(`update decision set title = 'Other' where id = $1`, [first.id]),
    ).rejects.toThrow('decisions are not changed');
  });

  it('keeps its votes closed for ever when it is withdrawn before its time', async () => {
    const { id } = await propose({ results: 'after-vote' });
    await vote(ada, id, 'agree');
    const { id: decisionId } = (await (await state(ada, id, { outcome: 'withdrawn' })).json()) as {
      id: string;
    };
    expect(await see(ada, id)).toMatchObject({ state: 'decided', tally: null, carried: null });
    expect(await codeOf(await ada.send('GET', `/api/v1/proposals/${id}/votes`))).toBe('no-result-yet');
    expect(await (await ada.send('GET', `/api/v1/decisions/${decisionId}`)).json()).toMatchObject({
      tally: null,
    });
    expect(await codeOf(await vote(bo, id, 'agree'))).toBe('voting-closed');
  });

  it('does not exist, nor its decision, for those who may not see its category', async () => {
    await house.server.app
      .get(CategoriesService)
      .create({ slug: 'inner', name: 'Inner', visibility: 'members' });
    const { id, topicId } = await propose({ title: 'Inner matter' }, 'inner');
    const { id: decisionId } = (await (await state(ada, id, { outcome: 'withdrawn' })).json()) as {
      id: string;
    };
    for (const path of [
      `proposals/${id}`,
      `proposals/${id}/votes`,
      `proposals/${id}/versions`,
      `proposals/${id}/source`,
      `topics/${topicId}/proposals`,
      `decisions/${decisionId}`,
      'decisions?category=inner',
      'proposals?category=inner',
      'decisions.csv?category=inner',
    ]) {
      expect([path, await codeOf(await guest.send('GET', `/api/v1/${path}`))]).toEqual([path, 'not-found']);
    }
    for (const path of [
      'proposals',
      'decisions',
      'decisions.json',
      'decisions.csv',
      'decisions.rss',
      'decisions.feed.json',
    ]) {
      expect(await (await ada.send('GET', `/api/v1/${path}`)).text(), path).toContain('Inner matter');
      expect(await (await guest.send('GET', `/api/v1/${path}`)).text(), path).not.toContain('Inner matter');
    }
    expect(await codeOf(await vote(guest, id, 'agree'))).toBe('sign-in-required');
  });

  it('is listed, and so are decisions, page by page; what waits for a vote apart', async () => {
    const { id } = await propose();
    const proposals = async (browser: Browser, query: string) =>
      ProposalList.parse(await (await browser.send('GET', `/api/v1/proposals${query}`)).json());
    const waiting = async () => (await proposals(cy, '?only=waiting&limit=100')).items.map((one) => one.id);
    expect(await waiting()).toContain(id);
    await vote(cy, id, 'agree');
    expect(await waiting()).not.toContain(id);
    const first = await proposals(guest, '?limit=2');
    const second = await proposals(guest, `?limit=2&cursor=${first.next}`);
    expect(await proposals(guest, `?limit=2&cursor=${second.prev}`)).toEqual(first);

    const decisions = async (query: string) =>
      DecisionList.parse(await (await guest.send('GET', `/api/v1/decisions${query}`)).json());
    const all = await decisions('');
    expect((await decisions('?outcome=adopted')).items).toEqual(
      all.items.filter(({ outcome }) => outcome === 'adopted'),
    );
    expect((await decisions('?category=board')).items).toEqual(all.items);
  });

  it('is taken away as a table, in which no cell is a formula, and as feeds', async () => {
    const { id } = await propose({ title: '=cmd|"/C calc"!A0' });
    await state(ada, id, { outcome: 'withdrawn', text: 'Line one\n\nwith "quotes", and a comma.' });
    const csv = await guest.send('GET', '/api/v1/decisions.csv');
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(await csv.text()).toContain(`,"'=cmd|""/C calc""!A0",withdrawn,board,`);
    const rss = await guest.send('GET', '/api/v1/decisions.rss');
    expect(rss.headers.get('content-type')).toContain('application/rss+xml');
    expect(await rss.text()).toContain('<p>with "quotes", and a comma.</p>');
    const feed = (await (await guest.send('GET', '/api/v1/decisions.feed.json')).json()) as {
      version: string;
    };
    expect(feed.version).toContain('jsonfeed.org');
  });
});
