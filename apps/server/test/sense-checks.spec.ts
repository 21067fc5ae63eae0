import { randomUUID } from 'node:crypto';
import { SenseCheck, type SenseCheckAddress, SenseReasons, TopicProposals } from '@app/contract';
import { CategoriesService } from '@app/forum';
import { ElectionClock } from '@app/governance';
import { Jobs, SealedVotes } from '@app/platform';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Browser } from './browser.ts';
import { codeOf, HOUR_MS } from './election-house.ts';
import { ProposalHouse } from './proposal-house.ts';

const OPTIONS = ['For', 'Unsure', 'Against'].map((label) => ({ label, meaning: `I am ${label}.` }));

describe('a sense check', () => {
  let the: ProposalHouse;

  beforeAll(async () => {
    the = await ProposalHouse.open();
    await the.house.server.app
      .get(CategoriesService)
      .create({ slug: 'inner', name: 'Inner', visibility: 'members' });
  });
  afterAll(() => the.house.stop());

  const asked = (change: object = {}): object => ({
    question: 'Shall we buy a ladder?',
    options: OPTIONS,
    closesAt: new Date(the.house.server.app.get(ElectionClock).estimate().getTime() + HOUR_MS).toISOString(),
    anonymous: false,
    results: 'after-answer',
    ...change,
  });
  const pathOf = (topicId: string) => `/api/v1/topics/${topicId}/sense-checks`;
  const ask = async (change: object = {}, category = 'board'): Promise<SenseCheckAddress> => {
    const answer = await the.house.staff.send('POST', pathOf(await the.openTopic(category)), asked(change));
    if (answer.status !== 201) throw new Error(await answer.text());
    return (await answer.json()) as SenseCheckAddress;
  };
  const see = async (browser: Browser, id: string) =>
    SenseCheck.parse(await (await browser.send('GET', `/api/v1/sense-checks/${id}`)).json());
  const say = (browser: Browser, id: string, choice: number, reason = '') =>
    browser.send('PUT', `/api/v1/sense-checks/${id}/answer`, { choice, reason });
  const numbers = ({ counts }: SenseCheck) => counts?.map(({ answers }) => answers) ?? null;
  const reasonsOf = (browser: Browser, id: string) =>
    browser.send('GET', `/api/v1/sense-checks/${id}/reasons`);
  const close = (senseCheckId: string) =>
    the.house.server.app.get(Jobs).taskList['sense-check:close']!({ senseCheckId }, undefined as never);

  it('is opened by who began the topic or moderates it, once, with three to five different options', async () => {
    const topicId = await the.openTopic();
    expect(await codeOf(await the.ada.send('POST', pathOf(topicId), asked()))).toBe('not-allowed');
    expect(await codeOf(await the.guest.send('POST', pathOf(topicId), asked()))).toBe('sign-in-required');
    const input = asked({ clientId: randomUUID() });
    const answers = await Promise.all([1, 2].map(() => the.house.staff.send('POST', pathOf(topicId), input)));
    const ids = await Promise.all(
      answers.map(async (answer) => ((await answer.json()) as { id: string }).id),
    );
    expect(ids[0]).toBe(ids[1]);
    for (const wrong of [
      { options: OPTIONS.slice(0, 2) },
      { options: [OPTIONS[0], OPTIONS[0], OPTIONS[1]] },
      { closesAt: new Date(Date.now() - HOUR_MS).toISOString() },
      { anonymous: true, results: 'after-answer' },
    ])
      expect(await codeOf(await the.house.staff.send('POST', pathOf(topicId), asked(wrong)))).toBe(
        'invalid-input',
      );
    const own = await the.ada.send('POST', '/api/v1/topics', {
      category: 'board',
      title: `Of ada ${randomUUID()}`,
      raw: 'How is it?',
    });
    const { topicId: adas } = (await own.json()) as { topicId: string };
    expect((await the.ada.send('POST', pathOf(adas), asked())).status).toBe(201);
    const stands = TopicProposals.parse(
      await (await the.bo.send('GET', `/api/v1/topics/${adas}/proposals`)).json(),
    );
    expect(stands).toMatchObject({
      senseChecks: [{ question: 'Shall we buy a ladder?', answers: 0, counts: null }],
      may: { askSense: false },
    });
    expect((await the.said(topicId))[0]).toContain('How does this feel?');
  });

  it('is answered by name, changeable, and shows itself to those who have answered', async () => {
    const { id } = await ask();
    expect((await say(the.ada, id, 1, 'Mine broke.')).status).toBe(204);
    expect((await say(the.bo, id, 1)).status).toBe(204);
    expect((await say(the.bo, id, 3, 'No room.')).status).toBe(204);
    expect(await codeOf(await say(the.cy, id, 4))).toBe('invalid-input');
    expect(await codeOf(await say(the.guest, id, 1))).toBe('sign-in-required');
    expect(numbers(await see(the.bo, id))).toEqual([1, 0, 1]);
    for (const outsider of [the.cy, the.guest, the.house.staff]) {
      expect(await see(outsider, id)).toMatchObject({ answers: 2, counts: null });
      expect(await codeOf(await reasonsOf(outsider, id))).toBe('no-result-yet');
    }
    expect((await see(the.bo, id)).viewer).toEqual({
      hasAnswered: true,
      choice: 3,
      reason: 'No room.',
      mayAnswer: true,
    });
    const reasons = SenseReasons.parse(await (await reasonsOf(the.ada, id)).json());
    expect(reasons).toMatchObject([
      { choice: 1, reason: 'Mine broke.', account: { handle: 'ada' } },
      { choice: 3, reason: 'No room.', account: { handle: 'bo' } },
    ]);
  });

  it('ends by itself, is told once in its topic, and takes no answer after', async () => {
    const { id, topicId } = await ask({ results: 'after-close' });
    await say(the.ada, id, 2);
    expect(numbers(await see(the.ada, id))).toBeNull();
    the.house.passTime();
    expect(await codeOf(await say(the.bo, id, 1))).toBe('voting-closed');
    await Promise.all([close(id), close(id)]);
    expect(await see(the.guest, id)).toMatchObject({ closed: true, counts: [{}, { answers: 1 }, {}] });
    const said = (await the.said(topicId)).filter((raw) => raw.includes('This is how it feels'));
    expect(said).toEqual([expect.stringContaining('For: 0 · Unsure: 1 · Against: 0')]);
  });

  it('keeps no way from an answer without a name to its name, and counts each once', async () => {
    const { id } = await ask({ anonymous: true, results: 'after-close' });
    await say(the.ada, id, 1);
    await say(the.ada, id, 2, 'Changed my mind.');
    await say(the.bo, id, 3);
    // Broken off between the two transactions: kept, counted only when it is given again.
    const put = vi.spyOn(SealedVotes.prototype, 'put');
    await the.house.db.query(
      `alter table sense_answer add constraint power_cut check (account_id is null) not valid`,
    );
    expect((await say(the.cy, id, 1)).status).toBe(500);
    await the.house.db.query(`alter table sense_answer drop constraint power_cut`);
    expect(put).toHaveBeenCalledOnce();
    put.mockRestore();
    expect(await see(the.cy, id)).toMatchObject({ answers: 2, viewer: { hasAnswered: false } });
    expect((await say(the.cy, id, 3)).status).toBe(204);

    const kept: { text: string }[] = await the.house.db.query(
      `select concat(s.*, a.*) as text from sealed_vote s, sense_answer a where a.sense_check_id = $1`,
      [id],
    );
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.filter(({ text }) => text.includes('mind'))).toEqual([]);
    expect((await see(the.ada, id)).viewer).toMatchObject({ hasAnswered: true, choice: null, reason: '' });
    the.house.passTime();
    expect(numbers(await see(the.ada, id))).toBeNull();
    await close(id);
    expect(numbers(await see(the.guest, id))).toEqual([0, 1, 2]);
    const reasons = SenseReasons.parse(await (await reasonsOf(the.guest, id)).json());
    expect(reasons).toEqual([
      { choice: 2, reason: 'Changed my mind.', answers: 1, account: null },
      { choice: 3, reason: '', answers: 2, account: null },
    ]);
    const met: unknown[] = await the.house.db.query(
      `select 1 from sense_ballot b join sense_answer a using (sense_check_id) where a.xmin = b.xmin`,
    );
    expect(met).toEqual([]);
    expect(
      await the.house.db.query(`select 1 from sealed_vote where box = $1`, [`sense-check:${id}`]),
    ).toEqual([]);
  });

  it('does not exist for those who may not see its topic', async () => {
    const { id, topicId } = await ask({}, 'inner');
    for (const path of [`sense-checks/${id}`, `sense-checks/${id}/reasons`, `topics/${topicId}/proposals`])
      expect(await codeOf(await the.guest.send('GET', `/api/v1/${path}`))).toBe('not-found');
  });
});
