import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { type BallotManifest, ElectionResult, StoredBallots } from '@app/contract';
import { count, rankedElection } from '@app/tally';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClosingService } from '../../../libs/governance/src/counts/closing.service.ts';
import { closing } from '../../../libs/governance/src/counts/closing-election.ts';
import { Election } from '../../../libs/governance/src/elections/election.entity.ts';
import { VotingService } from '../../../libs/governance/src/elections/voting.service.ts';
import type { RunningServer } from '../src/server.ts';
import { electionAt, type ElectionHouse, electionHouse, strike } from './election-house.ts';
import { Voter } from './voter.ts';

const RANKINGS = [[1, 2], [2], [3, 1], [1], [2, 3]];
const STEPS = 8;

const close = (server: RunningServer, id: string) => strike(server, 'election:close-voting', id);

interface VotedElection {
  id: string;
  title: string;
  manifest: BallotManifest;
  /** The receipts. */
  codes: string[];
}

interface Outcome {
  sheet: ElectionResult['sheet'];
  codes: string[];
  systemPosts: number;
}

describe('an election whose server breaks off while closing', () => {
  let house: ElectionHouse;
  let voters: Voter[];
  let other: RunningServer;

  beforeAll(async () => {
    house = await electionHouse();
    other = await house.startAnother();
    voters = [new Voter(house.staff, house.server.url)];
    for (const name of ['ada', 'bo', 'cia', 'dan']) {
      voters.push(new Voter(await house.member(name), house.server.url));
    }
  });
  afterAll(() => house.stop());

  /** An election with five ballots whose time is over; nobody has closed it. */
  async function voted(title: string): Promise<VotedElection> {
    const id = await house.openElection({ title });
    for (const { browser } of voters.slice(0, 3)) {
      await browser.send('POST', `/api/v1/elections/${id}/candidacies`, { statement: 'I stand.' });
    }
    await house.hourPasses(id);
    const manifest = (await electionAt(house.staff, id)).manifest!;
    const codes: string[] = [];
    for (const [index, voter] of voters.entries()) {
      await voter.collect(manifest);
      codes.push(await voter.cast(manifest, RANKINGS[index]!));
    }
    house.passTime();
    return { id, title, manifest, codes };
  }

  /** What everybody can read in the end. */
  async function outcomeOf({ id }: VotedElection): Promise<Outcome> {
    const read = async (path: string): Promise<unknown> =>
      (await house.staff.send('GET', `/api/v1/elections/${id}${path}`)).json();
    const { sheet } = ElectionResult.parse(await read('/result'));
    const { ballots } = StoredBallots.parse(await read('/ballots'));
    const posts = await house.db.query(`select 1 from post where topic_id = $1 and kind = 'system'`, [id]);
    return { sheet, codes: ballots.map(({ code }) => code).toSorted(), systemPosts: posts.length };
  }

  /** What it has to be: the ballots that were cast, counted straight from the rankings, one post a phase. */
  function wholeOutcome({ title, manifest, codes }: VotedElection, { sheet }: Outcome): Outcome {
    const candidates = manifest.document.candidates.map(({ name }) => name);
    const election = rankedElection({ title, seats: 2, candidates }, RANKINGS);
    const lotOrder = sheet?.lotOrder ?? [];
    return {
      sheet: count(election, { method: 'scottish-stv', lotOrder }),
      codes: codes.toSorted(),
      systemPosts: 3,
    };
  }

  it.each(Array.from({ length: STEPS }, (_, done) => ({ done })))(
    'loses and doubles nothing when $done steps were done, the last one twice, and another process takes over',
    async ({ done }) => {
      const election = await voted(`Broken off after ${done}`);
      const { app } = house.server;
      await app.get(VotingService).close(election.id);
      const row = closing(await house.db.manager.findOneByOrFail(Election, { id: election.id }));
      const { steps } = app.get(ClosingService);
      expect(steps).toHaveLength(STEPS);
      for (const step of steps.slice(0, done)) await step(row);
      await steps[done - 1]?.(row);

      await close(other, election.id);
      await close(house.server, election.id);
      const outcome = await outcomeOf(election);
      expect(outcome).toEqual(wholeOutcome(election, outcome));
    },
  );

  it('counts once when two processes close it at the same moment', async () => {
    const election = await voted('Closed twice');
    await house.server.app.get(VotingService).close(election.id);
    await Promise.all([close(house.server, election.id), close(other, election.id)]);
    const outcome = await outcomeOf(election);
    expect(outcome).toEqual(wholeOutcome(election, outcome));
  });

  it('waits, and counts nothing, while the folder with the ballots is missing', async () => {
    const election = await voted('Elsewhere');
    const box = join(house.dataDir, 'ballots', election.manifest.hash);
    await rename(box, `${box}-away`);
    await expect(close(house.server, election.id)).rejects.toThrow(/ENOENT/);
    expect((await electionAt(house.staff, election.id)).phase).toBe('counting');

    await rename(`${box}-away`, box);
    await close(house.server, election.id);
    const outcome = await outcomeOf(election);
    expect(outcome).toEqual(wholeOutcome(election, outcome));
  });
});
