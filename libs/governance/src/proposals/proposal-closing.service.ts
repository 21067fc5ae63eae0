import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { lockProposal } from './lock-proposal.ts';
import { announce } from './proposal-announcements.rules.ts';
import { ProposalClock } from './proposal-clock.ts';
import { ProposalSteps } from './proposal-steps.ts';
import { Proposal } from './proposal.entity.ts';
import { isCarried, reminderTime, turnoutOf } from './proposal.rules.ts';
import { tallyProposal } from './tally-proposal.ts';

/** What the clock does to proposals. */
@Injectable()
export class ProposalClosingService {
  constructor(
    private readonly db: DataSource,
    private readonly steps: ProposalSteps,
    private readonly clock: ProposalClock,
  ) {}

  /** Ends voting if its time has come. Doing it twice is doing it once. */
  async close(proposalId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const proposal = await lockProposal(tx, proposalId);
      if (proposal.state !== 'open') return;
      const at = await this.clock.now(tx);
      if (at < proposal.closesAt) return this.clock.schedule(tx, proposal);
      const tally = await tallyProposal(tx, proposal);
      const { authorId, rollSize, closesAt, revision } = proposal;
      await tx.update(
        Proposal,
        { id: proposalId },
        { state: 'closed', closedAt: closesAt, revision: revision + 1 },
      );
      const turnout = turnoutOf(tally);
      const raw = announce.closed(proposal, { turnout, rollSize, carried: isCarried(proposal, tally) });
      const event = { name: 'proposal.closed' as const, proposalId };
      await this.steps.tell(tx, proposal, { byId: authorId, raw, at, event });
    });
  }

  /** Says that voting ends soon; a reminder of a deadline that has moved is not sent. */
  async remind(proposalId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const proposal = await lockProposal(tx, proposalId);
      const at = await this.clock.now(tx);
      if (proposal.state !== 'open' || at < reminderTime(proposal) || at >= proposal.closesAt) return;
      await this.steps.tellListeners(tx, { name: 'proposal.closing', proposalId });
    });
  }
}
