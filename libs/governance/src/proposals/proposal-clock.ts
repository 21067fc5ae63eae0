import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Jobs } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { ElectionClock } from '../elections/election-clock.ts';
import { Proposal } from './proposal.entity.ts';
import { reminderTime } from './proposal.rules.ts';

/** The jobs that move a proposal along; each takes `{ proposalId }`. */
export const CLOSE_PROPOSAL = 'proposal:close';
export const REMIND_OF_PROPOSAL = 'proposal:remind';

/** Orders what happens to a proposal by the clock. */
@Injectable()
export class ProposalClock implements OnApplicationBootstrap {
  constructor(
    private readonly db: DataSource,
    private readonly jobs: Jobs,
    private readonly time: ElectionClock,
  ) {}

  /** A process that was killed leaves its job locked for hours; no deadline can wait for that. */
  async onApplicationBootstrap(): Promise<void> {
    await this.db.transaction(async (tx) => {
      for (const proposal of await tx.findBy(Proposal, { state: 'open' }))
        await this.orderClose(tx, proposal);
    });
  }

  /** The one clock of all that is decided here. */
  now(tx: EntityManager): Promise<Date> {
    return this.time.now(tx);
  }

  /** Orders reminder and close; after a change of the deadline, anew. */
  async schedule(tx: EntityManager, proposal: Pick<Proposal, 'id' | 'openedAt' | 'closesAt'>): Promise<void> {
    const { id: proposalId } = proposal;
    await this.jobs.add(
      tx,
      REMIND_OF_PROPOSAL,
      { proposalId },
      {
        jobKey: `${REMIND_OF_PROPOSAL}:${proposalId}`,
        runAt: reminderTime(proposal),
      },
    );
    await this.orderClose(tx, proposal);
  }

  private async orderClose(
    tx: EntityManager,
    { id: proposalId, closesAt }: Pick<Proposal, 'id' | 'closesAt'>,
  ): Promise<void> {
    const jobKey = `${CLOSE_PROPOSAL}:${proposalId}`;
    await this.jobs.add(tx, CLOSE_PROPOSAL, { proposalId }, { jobKey, runAt: closesAt });
  }
}
