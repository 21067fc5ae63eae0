import { Injectable } from '@nestjs/common';
import { PostsService } from '@app/forum';
import { EventLog } from '@app/platform';
import { DataSource } from 'typeorm';
import { ElectionClock } from '../elections/election-clock.ts';
import { lockProposal } from './lock-proposal.ts';
import { announce } from './proposal-announcements.rules.ts';
import { ProposalClock } from './proposal-clock.ts';
import { Proposal } from './proposal.entity.ts';
import { isCarried, reminderTime, turnoutOf } from './proposal.rules.ts';
import { tallyProposal } from './tally-proposal.ts';

/** What the clock does to proposals. */
@Injectable()
export class ProposalClosingService {
  constructor(
    private readonly db: DataSource,
    private readonly posts: PostsService,
    private readonly events: EventLog,
    private readonly time: ElectionClock,
    private readonly clock: ProposalClock,
  ) {}

  /** Ends voting if its time has come. Doing it twice is doing it once. */
  async close(proposalId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const proposal = await lockProposal(tx, proposalId);
      if (proposal.state !== 'open') return;
      const at = await this.time.now(tx);
      if (at < proposal.closesAt) return this.clock.schedule(tx, proposal);
      const tally = await tallyProposal(tx, proposal);
      const { authorId, topicId, rollSize, closesAt, revision } = proposal;
      await tx.update(
        Proposal,
        { id: proposalId },
        { state: 'closed', closedAt: closesAt, revision: revision + 1 },
      );
      const turnout = turnoutOf(tally);
      const raw = announce.closed(proposal, { turnout, rollSize, carried: isCarried(proposal, tally) });
      await this.posts.writeSystem(tx, topicId, { authorId, raw, at });
      await this.events.append(tx, { name: 'proposal.closed', proposalId });
    });
  }

  /** Says that voting ends soon; a reminder of a deadline that has moved is not sent. */
  async remind(proposalId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const proposal = await lockProposal(tx, proposalId);
      const at = await this.time.now(tx);
      if (proposal.state !== 'open' || at < reminderTime(proposal) || at >= proposal.closesAt) return;
      await this.events.append(tx, { name: 'proposal.closing', proposalId });
    });
  }
}
