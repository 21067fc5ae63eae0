import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from './browser.ts';
import { electionAt, type ElectionHouse, electionHouse, strike } from './election-house.ts';
import { Voter } from './voter.ts';

describe('the clock of an election', () => {
  let house: ElectionHouse;
  let ada: Browser;

  beforeAll(async () => {
    house = await electionHouse('web,worker');
    ada = await house.member('ada');
  });
  afterAll(() => house.stop());

  const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

  it('opens and closes the voting by itself, at the promised times', async () => {
    const terms = { nominationsCloseAt: inSeconds(5), votingClosesAt: inSeconds(10), title: 'By the clock' };
    const id = await house.openElection(terms);
    const nominated = await ada.send('POST', `/api/v1/elections/${id}/candidacies`, { statement: 'Me.' });
    expect(nominated.status).toBe(204);

    await expect.poll(async () => (await electionAt(ada, id)).phase, { timeout: 30_000 }).toBe('voting');
    await expect.poll(async () => (await electionAt(ada, id)).phase, { timeout: 30_000 }).toBe('void');
    const posts: { html: string }[] = await house.db.query(
      `select html from post where topic_id = $1 and kind = 'system' order by number`,
      [id],
    );
    expect(posts.map(({ html }) => /<strong>(.*?)<\/strong>/.exec(html)?.[1])).toEqual([
      'Voting is open',
      'Voting has closed.',
      'The election ends without a result:',
    ]);
  });

  it('is set again by a start, also for what a killed process had begun', async () => {
    const id = await house.openElection({ title: 'Killed' });
    await house.db.query(
      `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'killed', attempts = 1
       where payload ->> 'electionId' = $1`,
      [id],
    );
    await house.startAnother();
    const jobs: { task: string; onTime: boolean }[] = await house.db.query(
      `select t.identifier as task, j.run_at = e.nominations_close_at or j.run_at = e.voting_closes_at as "onTime"
       from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
         join election e on e.id::text = j.payload ->> 'electionId'
       where e.id = $1 and j.locked_at is null order by 1`,
      [id],
    );
    expect(jobs).toEqual([
      { task: 'election:close-voting', onTime: true },
      { task: 'election:open-voting', onTime: true },
    ]);
  });

  it('tells the turnout when it has changed, and never because somebody collected a ballot', async () => {
    const id = await house.openElection({ title: 'Turnout' });
    await ada.send('POST', `/api/v1/elections/${id}/candidacies`, { statement: 'Me.' });
    await house.hourPasses(id);
    const told = async (): Promise<number> => {
      const [election]: [{ told: number }] = await house.db.query(
        `select turnout_told as told from election where id = $1`,
        [id],
      );
      return election.told;
    };
    await new Voter(ada, house.server.url).collect((await electionAt(ada, id)).manifest!);
    expect(await told()).toBe(0);
    await strike(house.server, 'election:tell-turnout', id);
    expect(await told()).toBe(1);
    expect((await electionAt(ada, id)).collected).toBe(1);
  });
});
