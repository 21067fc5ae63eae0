import { inflateRawSync } from 'node:zlib';
import { Jobs } from '@app/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from './browser.ts';
import { ProposalHouse } from './proposal-house.ts';

interface Taken {
  votes: object[];
  answers: object[];
  electoralRolls: object[];
  candidacies: object[];
}

/** One file of a ZIP archive whose parts were deflated, or stored, with their sizes after them. */
function fileIn(archive: Buffer, name: string): string {
  const directory = archive.lastIndexOf(Buffer.from(name)) - 46;
  const method = archive.readUInt16LE(directory + 10);
  const size = archive.readUInt32LE(directory + 20);
  const at = archive.readUInt32LE(directory + 42);
  const start = at + 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
  const content = archive.subarray(start, start + size);
  return (method === 0 ? content : inflateRawSync(content)).toString();
}

describe('leaving a community that decides', () => {
  let the: ProposalHouse;

  beforeAll(async () => {
    the = await ProposalHouse.open();
  });
  afterAll(() => the.house.stop());

  const takeAlong = async (browser: Browser): Promise<Taken> => {
    await browser.send('POST', '/api/v1/profile/export');
    const [order] = await the.house.db.query<{ id: string }[]>(
      `select id from account_export where state = 'waiting'`,
    );
    await the.house.server.app.get(Jobs).taskList['identity:make-export']!(order, undefined as never);
    const answer = await browser.send('GET', '/api/v1/profile/export/archive');
    return JSON.parse(fileIn(Buffer.from(await answer.arrayBuffer()), 'governance.json')) as Taken;
  };

  it('takes along votes by name and rolls, never what was answered without a name', async () => {
    const { id, topicId } = await the.propose();
    await the.vote(the.bo, id, 'block', { reason: 'No room for it.' });
    const asked = {
      question: 'How is the ladder?',
      options: ['Good', 'Unsure', 'Bad'].map((label) => ({ label, meaning: '' })),
      closesAt: new Date(Date.now() + 48 * 3_600_000).toISOString(),
      anonymous: true,
      results: 'after-close',
    };
    const opened = await the.house.staff.send('POST', `/api/v1/topics/${topicId}/sense-checks`, asked);
    const { id: checkId } = (await opened.json()) as { id: string };
    await the.bo.send('PUT', `/api/v1/sense-checks/${checkId}/answer`, { choice: 3, reason: 'It wobbles.' });
    const electionId = await the.house.openElection();
    await the.bo.send('POST', `/api/v1/elections/${electionId}/candidacies`, { statement: 'I can climb.' });

    const taken = await takeAlong(the.bo);
    expect(taken.votes).toMatchObject([
      { title: 'Buy the ladder', vote: 'block', reason: 'No room for it.' },
    ]);
    expect(taken.answers).toMatchObject([{ question: 'How is the ladder?', answer: null, reason: '' }]);
    expect(taken.candidacies).toMatchObject([{ statement: 'I can climb.' }]);
    expect((await takeAlong(the.ada)).votes).toMatchObject([{ vote: null }]);
  });

  it('leaves what was decided as it was, under no name; a candidacy that is on no ballot yet ends', async () => {
    const { id } = await the.propose();
    await the.vote(the.bo, id, 'block', { reason: 'Still no room.' });
    const erased = await the.bo.send('POST', '/api/v1/profile/erasure', { handle: 'bo', text: 'erase' });
    expect(erased.status).toBe(200);
    await the.endVoting(id);
    expect(await the.see(the.ada, id)).toMatchObject({ tally: { block: 1 }, carried: false });
    const votes = await (await the.ada.send('GET', `/api/v1/proposals/${id}/votes`)).text();
    expect(votes).not.toContain('Still no room');
    expect(votes).toContain('Former member');
    const left: unknown[] = await the.house.db.query(
      `select 1 from candidacy c join account a on a.id = c.account_id where a.deleted_at is not null`,
    );
    expect(left).toEqual([]);
  });
});
