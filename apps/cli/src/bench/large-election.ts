import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import type { BallotManifest } from '@app/contract';
import { CategoriesService } from '@app/forum';
import {
  CandidaciesService,
  ElectionClock,
  ElectionsService,
  ElectionsView,
  VotingService,
} from '@app/governance';
import { Config } from '@app/platform';
import { DataSource } from 'typeorm';

const HOUR_MS = 3_600_000;
export const CANDIDATES = 8;

export interface LargeElection {
  id: string;
  manifest: BallotManifest;
  registrar: KeyObject;
  /** Accounts on the roll. */
  members: string[];
}

/** An election in which so many members may vote, opened for voting. */
export async function openLargeElection(
  rooms: INestApplicationContext,
  members: number,
): Promise<LargeElection> {
  const db = rooms.get(DataSource);
  const rows: { id: string }[] = await db.query(
    `insert into account (handle, display_name, trust)
     select 'member' || n, 'Member ' || n, 'trusted' from generate_series(1, $1::int) n returning id`,
    [members],
  );
  await db.query(
    `insert into group_membership (group_id, account_id)
     select g.id, a.id from account_group g, account a where g.slug = 'members' on conflict do nothing`,
  );
  const ids = rows.map((row) => row.id);
  const clock = rooms.get(ElectionClock);
  const viewer = { accountId: ids[0]!, role: 'staff' as const, groupIds: [] };
  await rooms.get(CategoriesService).create({ slug: 'board', name: 'The board' });
  const now = clock.estimate().getTime();
  const { topicId } = await rooms.get(ElectionsService).open(viewer, {
    category: 'board',
    title: 'Election of the board',
    raw: 'Three seats are free.',
    seats: 3,
    electorate: 'members',
    nominationsCloseAt: new Date(now + HOUR_MS).toISOString(),
    votingClosesAt: new Date(now + 2 * HOUR_MS).toISOString(),
  });
  for (const accountId of ids.slice(0, CANDIDATES)) {
    const candidate = { accountId, role: 'member' as const, groupIds: [] };
    await rooms.get(CandidaciesService).nominate(candidate, topicId, { statement: 'I stand.' });
  }
  clock.shift(HOUR_MS);
  await rooms.get(VotingService).open(topicId);
  const { manifest } = await rooms.get(ElectionsView).get(viewer, topicId);
  const pem = join(rooms.get(Config).dataDir, 'elections', topicId, 'registrar.pem');
  return { id: topicId, manifest: manifest!, registrar: createPrivateKey(await readFile(pem)), members: ids };
}

/** Lets the deadline of the voting pass. */
export function endVoting(rooms: INestApplicationContext): void {
  rooms.get(ElectionClock).shift(HOUR_MS);
}
