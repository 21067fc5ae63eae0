import { randomUUID } from 'node:crypto';
import { type ProposalAddress, TopicProposals, VoteList } from '@app/contract';
import { ElectionClock, UndecidedView } from '@app/governance';
import { EventLog } from '@app/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, HOUR_MS } from './election-house.ts';
import { ProposalHouse } from './proposal-house.ts';

describe('a proposal', () => {
  let the: ProposalHouse;

  beforeAll(async () => {
    the = await ProposalHouse.open();
  });
  afterAll(() => the.house.stop());

  it('is opened by a member, with the roll as the group was at that moment', async () => {
    const { id, topicId } = await the.propose();
    const late = await the.house.member('late');
    expect(await the.see(the.ada, id)).toMatchObject({
      title: 'Buy the ladder',
      html: expect.stringContaining('<strong>one</strong>'),
      state: 'open',
      version: 1,
      terms: { electorate: { slug: 'members', name: 'Members' }, rollSize: 4, quorumVotes: 2 },
      turnout: 0,
      tally: null,
      viewer: { onRoll: true, vote: null, mayVote: true, mayConduct: true },
    });
    expect((await the.see(the.bo, id)).viewer).toMatchObject({ mayVote: true, mayConduct: false });
    expect((await the.see(the.guest, id)).viewer).toBeNull();
    expect((await the.see(late, id)).viewer).toMatchObject({ onRoll: false, mayVote: false });
    expect(await codeOf(await the.vote(late, id, 'agree'))).toBe('not-on-roll');
    expect((await the.said(topicId))[0]).toContain('A proposal is put to the vote');
    await the.house.db.query(
      `delete from group_membership where account_id = (select id from account where handle = 'late')`,
    );
  });

  it('is opened once, however often it is sent, and not with a past deadline or an unknown group', async () => {
    const topicId = await the.openTopic();
    const path = `/api/v1/topics/${topicId}/proposals`;
    const input = the.terms({ clientId: randomUUID() });
    const answers = await Promise.all([1, 2, 3].map(() => the.ada.send('POST', path, input)));
    const addresses = await Promise.all(
      answers.map(async (answer) => (await answer.json()) as ProposalAddress),
    );
    expect(new Set(addresses.map(({ id }) => id)).size).toBe(1);

    const past = { closesAt: new Date(Date.now() - HOUR_MS).toISOString() };
    for (const wrong of [past, { electorate: 'nobody' }, { title: 'No' }, { quorum: 101 }, { raw: ' ' }]) {
      expect(await codeOf(await the.ada.send('POST', path, the.terms(wrong)))).toBe('invalid-input');
    }
    expect(await codeOf(await the.guest.send('POST', path, the.terms()))).toBe('sign-in-required');
    const found = TopicProposals.parse(await (await the.bo.send('GET', path)).json());
    expect(found.proposals.map(({ id }) => id)).toEqual([addresses[0]?.id]);
  });

  it('takes one vote of each on the roll, changeable, with a reason for a block', async () => {
    const { id } = await the.propose();
    expect((await the.vote(the.ada, id, 'agree', { reason: 'Mine broke.' })).status).toBe(204);
    expect((await the.vote(the.ada, id, 'abstain')).status).toBe(204);
    const unexplained = (await (await the.vote(the.bo, id, 'block')).json()) as {
      errors: { pointer: string }[];
    };
    expect(unexplained.errors[0]?.pointer).toBe('/reason');
    expect((await the.vote(the.bo, id, 'block', { reason: 'No room for it.' })).status).toBe(204);
    expect(await codeOf(await the.vote(the.guest, id, 'agree'))).toBe('sign-in-required');
    expect(await the.see(the.ada, id)).toMatchObject({
      turnout: 2,
      viewer: { vote: { choice: 'abstain', reason: '', version: 1 } },
    });
    const unblocked = await the.propose({ blocking: false });
    expect(await codeOf(await the.vote(the.bo, unblocked.id, 'block', { reason: 'No.' }))).toBe(
      'invalid-input',
    );
  });

  it('shows how people vote to nobody before the close, on no surface, and then to all', async () => {
    const { id, topicId } = await the.propose();
    await the.vote(the.ada, id, 'disagree', { reason: 'SECRET-REASON' });
    await the.vote(the.bo, id, 'agree');
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
    for (const viewer of [the.bo, the.cy, the.guest, the.house.staff]) {
      for (const path of surfaces) {
        const body = await (await viewer.send('GET', path)).text();
        expect([path, /SECRET-REASON|"disagree":1/.exec(body)]).toEqual([path, null]);
      }
      expect((await the.see(viewer, id)).tally).toBeNull();
      expect(await codeOf(await viewer.send('GET', `/api/v1/proposals/${id}/votes`))).toBe('no-result-yet');
    }

    await the.endVoting(id);
    expect(await the.see(the.guest, id)).toMatchObject({
      state: 'closed',
      tally: { agree: 1, abstain: 0, disagree: 1, block: 0, unconfirmed: 0 },
      carried: false,
    });
    const votes = VoteList.parse(await (await the.guest.send('GET', `/api/v1/proposals/${id}/votes`)).json());
    expect(votes.items.map(({ account, choice, reason }) => [account.handle, choice, reason])).toEqual([
      ['bo', 'agree', ''],
      ['ada', 'disagree', 'SECRET-REASON'],
    ]);
  });

  it('shows it to those who have voted where its terms say so', async () => {
    const { id } = await the.propose({ results: 'after-vote' });
    await the.vote(the.ada, id, 'agree');
    expect((await the.see(the.ada, id)).tally).toMatchObject({ agree: 1 });
    for (const viewer of [the.bo, the.guest, the.house.staff])
      expect((await the.see(viewer, id)).tally).toBeNull();
  });

  it('keeps votes on an old wording, does not count them, and asks to confirm them', async () => {
    const { id, topicId } = await the.propose();
    await the.vote(the.ada, id, 'agree');
    await the.vote(the.bo, id, 'agree');
    expect(await codeOf(await the.change(the.bo, id, 'Two ladders.'))).toBe('not-allowed');
    expect(await codeOf(await the.ada.send('PATCH', `/api/v1/proposals/${id}`, { raw: 'Two' }))).toBe(
      'version-required',
    );
    expect((await the.change(the.ada, id, 'Two ladders.')).status).toBe(204);
    expect((await the.change(the.ada, id, 'Two ladders.')).status).toBe(204);
    expect(await codeOf(await the.change(the.house.staff, id, 'Three ladders.'))).toBe('stale-version');

    expect(await the.see(the.bo, id)).toMatchObject({
      version: 2,
      turnout: 0,
      viewer: { vote: { choice: 'agree', version: 1 }, mayVote: true },
    });
    expect(await codeOf(await the.vote(the.bo, id, 'agree'))).toBe('proposal-changed');
    expect((await the.vote(the.bo, id, 'agree', { version: 2 })).status).toBe(204);
    const [{ count }]: [{ count: number }] = await the.house.db.query(
      `select count(*)::int from account where handle in ('ada', 'cy', 'sam') and id = any($1)`,
      [await the.house.server.app.get(UndecidedView).accounts(id)],
    );
    expect(count).toBe(3);
    expect((await the.said(topicId))[1]).toContain('Version 2 is what is voted on now');

    the.house.passTime();
    await the.endVoting(id);
    expect((await the.see(the.ada, id)).tally).toMatchObject({ agree: 1, unconfirmed: 1 });
    const versions = (await (
      await the.guest.send('GET', `/api/v1/proposals/${id}/versions`)
    ).json()) as unknown[];
    expect(versions).toMatchObject([{ version: 1 }, { version: 2, raw: 'Two ladders.' }]);
  });

  it('takes no vote after its time, whether or not the clock has struck', async () => {
    const { id } = await the.propose();
    the.house.passTime();
    expect(await codeOf(await the.vote(the.ada, id, 'agree'))).toBe('voting-closed');
    expect((await the.see(the.ada, id)).viewer).toMatchObject({ mayVote: false });
    await the.run('proposal:close', id);
    await the.run('proposal:close', id);
    expect(await codeOf(await the.vote(the.ada, id, 'agree'))).toBe('voting-closed');
    expect(await codeOf(await the.change(the.ada, id, 'Too late.'))).toBe('voting-closed');
  });

  it('reminds when its end is near, and not of an end that has moved', async () => {
    const { app } = the.house.server;
    app.get(EventLog).onCommitted('spec-of-reminders', ['proposal.closing'], () => Promise.resolve());
    const { id } = await the.propose();
    const reminders = async (): Promise<number> => {
      const jobs: unknown[] = await the.house.db.query(
        `select 1 from graphile_worker.jobs where task_identifier = 'event:spec-of-reminders'`,
      );
      return jobs.length;
    };
    await the.run('proposal:remind', id);
    expect(await reminders()).toBe(0);
    app.get(ElectionClock).shift(0.7 * HOUR_MS);
    await the.change(the.ada, id, 'A ladder, in time.');
    await the.run('proposal:remind', id);
    expect(await reminders()).toBe(0);
    app.get(ElectionClock).shift(0.7 * HOUR_MS);
    await the.run('proposal:remind', id);
    expect(await reminders()).toBe(1);
  });
});
