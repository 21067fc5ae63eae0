import type { INestApplicationContext } from '@nestjs/common';
import {
  OutcomesService,
  ProposalClosingService,
  ProposalsService,
  ProposalVotesService,
} from '@app/governance';
import { DataSource } from 'typeorm';
import { DemoTime } from './demo-time.ts';
import type { Telling } from './past-post.ts';
import type { DemoProposal } from './proposals.ts';

/** Lets a proposal of the demo happen as every proposal does, with the clock set to the times it had. */
export async function seedProposal(
  rooms: INestApplicationContext,
  proposal: DemoProposal,
  telling: Telling,
): Promise<void> {
  const db = rooms.get(DataSource);
  const known = await db.query<unknown[]>(`select 1 from proposal where title = $1`, [proposal.title]);
  if (known.length > 0) return;
  const [topic] = await db.query<{ id: string }[]>(`select id from topic where title = $1`, [
    proposal.thread,
  ]);
  if (!topic) throw new Error(`the demo has no thread "${proposal.thread}"`);
  const time = new DemoTime(rooms, telling.clock);
  try {
    await tellProposal(rooms, { ...proposal, topicId: topic.id }, { telling, time });
  } finally {
    time.comeBack();
  }
}

async function tellProposal(
  rooms: INestApplicationContext,
  proposal: DemoProposal & { topicId: string },
  { telling, time }: { telling: Telling; time: DemoTime },
): Promise<void> {
  const { by, title, text: raw, openedMinutesAgo, closesMinutesAgo, votes, outcome } = proposal;
  time.goTo(openedMinutesAgo);
  const { id } = await rooms.get(ProposalsService).open(telling.viewer(by), proposal.topicId, {
    title,
    raw,
    electorate: 'members',
    closesAt: telling.clock.minutesAgo(closesMinutesAgo).toISOString(),
    quorum: 50,
    threshold: 'majority',
    blocking: true,
    results: 'after-close',
  });
  for (const { by: voter, choice, reason } of votes) {
    const vote = { choice, reason, version: 1 };
    await rooms.get(ProposalVotesService).vote(telling.viewer(voter), id, vote);
  }
  if (!outcome) return;
  time.goTo(closesMinutesAgo);
  await rooms.get(ProposalClosingService).close(id);
  time.goTo(outcome.minutesAgo);
  const { by: secretary, minutesAgo: _, ...stated } = outcome;
  await rooms.get(OutcomesService).state(telling.viewer(secretary), id, stated);
}
