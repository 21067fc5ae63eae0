import { randomInt } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { BallotBox, CredentialsService, ElectionsView } from '@app/governance';
import type { BallotPass, PassStore } from '../../../web/src/lib/governance/ballot-pass.ts';
import { castBallot, collectBallot } from '../../../web/src/lib/governance/sealed-ballot.ts';
import type { DemoElection } from './demo.ts';
import type { Telling } from './past-post.ts';

/**
 * The demo's members vote with the code that browsers run, so that even here nothing knows whose ballot is
 * whose: who casts which is drawn by lot and forgotten.
 */
export async function voteInSecret(
  rooms: INestApplicationContext,
  electionId: string,
  { ballots }: Pick<DemoElection, 'ballots'>,
  telling: Telling,
): Promise<void> {
  if (ballots.length === 0) return;
  const { manifest, candidates } = await rooms
    .get(ElectionsView)
    .get(telling.viewer(telling.members[0] ?? ''), electionId);
  if (!manifest) throw new Error(`voting did not open in election ${electionId}`);
  const numbers = new Map(candidates.map(({ number, account }) => [account.handle, number]));
  const voters = shuffled(telling.members);
  for (const [index, ranking] of ballots.entries()) {
    const voter = telling.viewer(voters[index] ?? '');
    const store = passInMemory();
    await collectBallot(manifest, store, (request) =>
      rooms.get(CredentialsService).collect(voter, electionId, request),
    );
    const choice = ranking.map((handle) => numbers.get(handle) ?? 0);
    await castBallot(manifest, store, choice, (ballot) => rooms.get(BallotBox).cast(ballot));
  }
}

function shuffled<T>(items: readonly T[]): T[] {
  const left = [...items];
  return items.flatMap(() => left.splice(randomInt(left.length), 1));
}

function passInMemory(): PassStore {
  const passes = new Map<string, BallotPass>();
  const put = (pass: BallotPass) => {
    passes.set(pass.manifest, pass);
    return Promise.resolve(pass);
  };
  return {
    read: (manifest) => Promise.resolve(passes.get(manifest) ?? null),
    keep: (pass) => Promise.resolve(passes.get(pass.manifest) ?? pass).then(put),
    update: (pass) => put(pass).then(() => undefined),
  };
}
