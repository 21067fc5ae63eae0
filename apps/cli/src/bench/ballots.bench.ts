import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { BallotBox, ClosingService, CredentialsService, RecordsView } from '@app/governance';
import { DataSource } from 'typeorm';
import { randomNumbers } from '../random-numbers.ts';
import { withRooms } from '../with-rooms.ts';
import type { BenchVoice, Figure } from './figure.ts';
import { generatedVote } from './generated-votes.ts';
import { CANDIDATES, endVoting, type LargeElection, openLargeElection } from './large-election.ts';
import { measuredRun } from './measured-run.ts';

const BALLOTS = 100_000;
const ISSUED = 1000;
const AT_ONCE = 64;
const MADE_AT_ONCE = 2000;

/** How fast ballots are handed out, taken in, opened and counted, and how fast their record is checked. */
export async function benchBallots(voice: BenchVoice): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  process.env['DATA_DIR'] = folder;
  process.env['LOG_LEVEL'] = 'error';
  const record = join(folder, 'record.zip');
  const figures = await withRooms(async (rooms) => {
    voice.progress(`Opening an election of ${BALLOTS.toLocaleString('en')} members`);
    const election = await openLargeElection(rooms, BALLOTS);
    return [
      await issuing(rooms, election),
      await accepting(rooms, election, voice),
      await closing(rooms, election, voice),
      await writing(rooms, election, record),
    ];
  });
  voice.progress('Checking the record');
  const { seconds, peakMegabytes } = await measuredRun('../main.js', ['verify', record]);
  return [
    ...figures,
    { name: `record of ${BALLOTS} ballots, verified`, value: seconds, unit: 's', goal: 120 },
    { name: `record of ${BALLOTS} ballots, peak memory`, value: peakMegabytes, unit: 'MB', goal: 1000 },
  ];
}

async function issuing(
  rooms: INestApplicationContext,
  { id, manifest, members }: LargeElection,
): Promise<Figure> {
  const credentials = rooms.get(CredentialsService);
  const seconds = await timed(() =>
    inTurns(members.slice(0, ISSUED), AT_ONCE, async (accountId) => {
      const blinded = randomBytes(384);
      // Smaller than any modulus of this length.
      blinded[0] = 0;
      const viewer = { accountId, role: 'member' as const, groupIds: [] };
      await credentials.collect(viewer, id, {
        manifest: manifest.hash,
        blinded: [blinded.toString('base64')],
      });
    }),
  );
  return { name: 'a credential handed out', value: (1000 * seconds) / ISSUED, unit: 'ms', goal: 10 };
}

async function accepting(
  rooms: INestApplicationContext,
  { manifest, registrar }: LargeElection,
  voice: BenchVoice,
): Promise<Figure> {
  const box = rooms.get(BallotBox);
  const random = randomNumbers(20_261_123);
  let seconds = 0;
  for (let made = 0; made < BALLOTS; made += MADE_AT_ONCE) {
    if (made % 10_000 === 0) voice.progress(`Making and casting ballots, ${made} of ${BALLOTS}`);
    const ballots = await Promise.all(
      Array.from({ length: Math.min(MADE_AT_ONCE, BALLOTS - made) }, () =>
        generatedVote(manifest, registrar, ranking(random)),
      ),
    );
    seconds += await timed(() => inTurns(ballots, AT_ONCE, async (ballot) => void (await box.cast(ballot))));
  }
  return { name: 'a ballot accepted', value: (1000 * seconds) / BALLOTS, unit: 'ms', goal: 1000 / 300 };
}

async function closing(
  rooms: INestApplicationContext,
  { id }: LargeElection,
  voice: BenchVoice,
): Promise<Figure> {
  const db = rooms.get(DataSource);
  // All of them collected: what their requests were, nobody asks.
  await db.query(
    `update roll_entry set blinded_hash = sha256(leaf), blind_signature = '\\x00'
     where election_id = $1 and blinded_hash is null`,
    [id],
  );
  endVoting(rooms);
  voice.progress('Closing and counting');
  const seconds = await timed(() => rooms.get(ClosingService).close(id));
  return { name: `${BALLOTS} ballots closed and counted`, value: seconds, unit: 's', goal: 60 };
}

async function writing(rooms: INestApplicationContext, { id }: LargeElection, path: string): Promise<Figure> {
  const viewer = { accountId: null, role: 'guest' as const, groupIds: [] };
  const seconds = await timed(async () =>
    pipeline(await rooms.get(RecordsView).record(viewer, id), createWriteStream(path)),
  );
  return { name: `record of ${BALLOTS} ballots, written`, value: seconds, unit: 's', goal: null };
}

function ranking(random: (below: number) => number): number[] {
  const left = Array.from({ length: CANDIDATES }, (_, index) => index + 1);
  return Array.from({ length: 1 + random(CANDIDATES) }, () => left.splice(random(left.length), 1)[0]!);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

/** Does a thing for each item, so many side by side. */
async function inTurns<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) await work(items[next++]!);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
