import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIVE_NAMESPACE, type LiveEvent } from '@app/contract';
import { io, type Socket } from 'socket.io-client';
import {
  electionAt,
  type ElectionHouse,
  electionHouse,
  strike,
} from '../../../../apps/server/test/election-house.ts';
import { Voter } from '../../../../apps/server/test/voter.ts';
import { until } from '../testing/until.ts';

describe('somebody who looks at an election', () => {
  let house: ElectionHouse;
  let socket: Socket;
  const heard: LiveEvent[] = [];

  beforeAll(async () => {
    house = await electionHouse();
    socket = io(house.server.url + LIVE_NAMESPACE, { transports: ['websocket'], forceNew: true });
    socket.on('ev', (event: LiveEvent) => heard.push(event));
  });
  afterAll(async () => {
    socket.disconnect();
    await house.stop();
  });

  it('is told when voting opens and, by the clock, how many have collected a ballot', async () => {
    const ada = await house.member('ada');
    const election = await house.openElection();
    await ada.send('POST', `/api/v1/elections/${election}/candidacies`, { statement: 'I stand.' });
    const { head } = await electionAt(house.staff, election);
    const room = `el:${election}`;
    expect(await socket.timeout(20_000).emitWithAck('join', { room, after: head })).toMatchObject({
      ok: true,
    });

    await house.hourPasses(election);
    await until('the phase is told', () => heard.length === 1);
    const { manifest } = await electionAt(house.staff, election);
    await new Voter(ada, house.server.url).collect(manifest!);
    await strike(house.server, 'election:tell-turnout', election);
    await until('the turnout is told', () => heard.length === 2);

    expect(heard.map(({ type, data }) => ({ type, data }))).toEqual([
      { type: 'election.phase', data: { electionId: election, phase: 'voting' } },
      { type: 'election.turnout', data: { electionId: election, rollSize: 2, collected: 1 } },
    ]);
    expect(heard.map((event) => event.room)).toEqual([room, room]);
  });
});
