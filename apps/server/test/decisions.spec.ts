import { randomUUID } from 'node:crypto';
import { Decision, DecisionList, ProposalList, TopicList } from '@app/contract';
import { CategoriesService } from '@app/forum';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from './browser.ts';
import { codeOf } from './election-house.ts';
import { ProposalHouse } from './proposal-house.ts';

describe('a decision', () => {
  let the: ProposalHouse;

  beforeAll(async () => {
    the = await ProposalHouse.open();
  });
  afterAll(() => the.house.stop());

  it('is stated as the numbers say, by the proposer or staff, and stays as it was', async () => {
    const { id, topicId } = await the.propose();
    for (const browser of [the.ada, the.bo, the.house.staff]) await the.vote(browser, id, 'agree');
    expect(await codeOf(await the.state(the.ada, id, { outcome: 'adopted' }))).toBe('voting-open');
    await the.endVoting(id);
    expect(await codeOf(await the.state(the.bo, id, { outcome: 'adopted' }))).toBe('not-allowed');
    expect(await codeOf(await the.state(the.ada, id, { outcome: 'rejected' }))).toBe('outcome-differs');
    expect(await codeOf(await the.state(the.ada, id, { outcome: 'adopted', owner: 'nobody' }))).toBe(
      'invalid-input',
    );
    const outcome = {
      outcome: 'adopted',
      text: 'Bo buys it.',
      owner: 'bo',
      reviewOn: '2027-05-01',
      clientId: randomUUID(),
    };
    const first = (await (await the.state(the.house.staff, id, outcome)).json()) as { id: string };
    expect(await (await the.state(the.house.staff, id, outcome)).json()).toEqual(first);
    expect(await codeOf(await the.state(the.ada, id, { outcome: 'withdrawn' }))).toBe('already-decided');

    const decision = Decision.parse(
      await (await the.guest.send('GET', `/api/v1/decisions/${first.id}`)).json(),
    );
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
    expect((await the.said(topicId)).at(-1)).toContain(`/decisions/${first.id}`);
    await expect(
      the.house.db.query(`update decision set title = 'Other' where id = $1`, [first.id]),
    ).rejects.toThrow('decisions are not changed');
  });

  it('to take a proposal back before its time keeps its votes closed for ever', async () => {
    const { id } = await the.propose({ results: 'after-vote' });
    await the.vote(the.ada, id, 'agree');
    const { id: decisionId } = (await (await the.state(the.ada, id, { outcome: 'withdrawn' })).json()) as {
      id: string;
    };
    expect(await the.see(the.ada, id)).toMatchObject({ state: 'decided', tally: null, carried: null });
    expect(await codeOf(await the.ada.send('GET', `/api/v1/proposals/${id}/votes`))).toBe('no-result-yet');
    expect(await (await the.ada.send('GET', `/api/v1/decisions/${decisionId}`)).json()).toMatchObject({
      tally: null,
    });
    expect(await codeOf(await the.vote(the.bo, id, 'agree'))).toBe('voting-closed');
  });

  it('does not exist, nor its proposal, for those who may not see its category', async () => {
    await the.house.server.app
      .get(CategoriesService)
      .create({ slug: 'inner', name: 'Inner', visibility: 'members' });
    const { id, topicId } = await the.propose({ title: 'Inner matter' }, 'inner');
    const { id: decisionId } = (await (await the.state(the.ada, id, { outcome: 'withdrawn' })).json()) as {
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
      expect([path, await codeOf(await the.guest.send('GET', `/api/v1/${path}`))]).toEqual([
        path,
        'not-found',
      ]);
    }
    for (const path of [
      'proposals',
      'decisions',
      'decisions.json',
      'decisions.csv',
      'decisions.rss',
      'decisions.feed.json',
    ]) {
      const holds = async (browser: Browser) =>
        (await (await browser.send('GET', `/api/v1/${path}`)).text()).includes('Inner matter');
      expect([path, await holds(the.ada), await holds(the.guest)]).toEqual([path, true, false]);
    }
    expect(await codeOf(await the.vote(the.guest, id, 'agree'))).toBe('sign-in-required');
  });

  it('is listed, as proposals are, page by page; what waits for a vote apart', async () => {
    const { id } = await the.propose();
    const proposals = async (browser: Browser, query: string) =>
      ProposalList.parse(await (await browser.send('GET', `/api/v1/proposals${query}`)).json());
    const waiting = async () =>
      (await proposals(the.cy, '?only=waiting&limit=100')).items.map((one) => one.id);
    expect(await waiting()).toContain(id);
    await the.vote(the.cy, id, 'agree');
    expect(await waiting()).not.toContain(id);
    const first = await proposals(the.guest, '?limit=2');
    const second = await proposals(the.guest, `?limit=2&cursor=${first.next}`);
    expect(await proposals(the.guest, `?limit=2&cursor=${second.prev}`)).toEqual(first);

    const decisions = async (query: string) =>
      DecisionList.parse(await (await the.guest.send('GET', `/api/v1/decisions${query}`)).json());
    const all = await decisions('');
    expect((await decisions('?outcome=adopted')).items).toEqual(
      all.items.filter(({ outcome }) => outcome === 'adopted'),
    );
    expect((await decisions('?category=board')).items).toEqual(all.items);
  });

  it('shows in lists and searches where a vote is open, waits for its outcome, or has been decided', async () => {
    const { id, topicId } = await the.propose({ title: 'Paint the attic door' });
    const seen = async () => {
      const { items } = TopicList.parse(
        await (await the.guest.send('GET', '/api/v1/topics?category=board&limit=100')).json(),
      );
      const found = async (is: string) => {
        const answer = await the.guest.send(
          'GET',
          `/api/v1/search?q=${encodeURIComponent(`is:${is} in:first`)}`,
        );
        return (await answer.text()).includes(`"id":"${topicId}"`);
      };
      return {
        row: items.find((topic) => topic.id === topicId)?.deciding,
        found: [await found('voting'), await found('awaiting'), await found('decision')],
      };
    };
    expect(await seen()).toEqual({ row: 'voting', found: [true, false, false] });
    await the.vote(the.ada, id, 'agree');
    await the.vote(the.bo, id, 'agree');
    await the.endVoting(id);
    expect(await seen()).toEqual({ row: 'awaiting', found: [false, true, false] });
    expect((await the.state(the.ada, id, { outcome: 'adopted' })).status).toBe(201);
    expect(await seen()).toEqual({ row: null, found: [false, false, true] });
  });

  it('is taken away as a table, in which no cell is a formula, and as feeds', async () => {
    const { id } = await the.propose({ title: '=cmd|"/C calc"!A0' });
    await the.state(the.ada, id, { outcome: 'withdrawn', text: 'Line one\n\nwith "quotes", and a comma.' });
    const csv = await the.guest.send('GET', '/api/v1/decisions.csv');
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(await csv.text()).toContain(`,"'=cmd|""/C calc""!A0",withdrawn,board,`);
    const rss = await the.guest.send('GET', '/api/v1/decisions.rss');
    expect(rss.headers.get('content-type')).toContain('application/rss+xml');
    expect(await rss.text()).toContain('<p>with "quotes", and a comma.</p>');
    const feed = (await (await the.guest.send('GET', '/api/v1/decisions.feed.json')).json()) as {
      version: string;
    };
    expect(feed.version).toContain('jsonfeed.org');
  });
});
