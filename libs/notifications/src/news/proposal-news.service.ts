import { Injectable } from '@nestjs/common';
import type { NotificationKind } from '@app/contract';
import { UndecidedView } from '@app/governance';
import { DataSource } from 'typeorm';
import { TellingService } from '../told/telling.service.ts';

/** Tells those who may vote on a proposal what it asks of them. */
@Injectable()
export class ProposalNewsService {
  constructor(
    private readonly db: DataSource,
    private readonly undecided: UndecidedView,
    private readonly telling: TellingService,
  ) {}

  /** Opened, or its text has a new version: whoever has not voted on the text as it stands is asked to. */
  async asks(proposalId: string): Promise<void> {
    await this.tell(proposalId, 'proposal-opened', await this.undecided.accounts(proposalId));
  }

  async closesSoon(proposalId: string): Promise<void> {
    await this.tell(proposalId, 'proposal-closing', await this.undecided.accounts(proposalId));
  }

  async decided(proposalId: string): Promise<void> {
    await this.tell(proposalId, 'proposal-outcome', await this.undecided.roll(proposalId));
  }

  private async tell(proposalId: string, kind: NotificationKind, accountIds: string[]): Promise<void> {
    const [proposal] = await this.db.query<{ topicId: string; version: number }[]>(
      `select topic_id as "topicId", version from proposal where id = $1`,
      [proposalId],
    );
    if (!proposal) return;
    const { topicId, version } = proposal;
    await this.telling.tell({ kind, topicId, source: `${kind}:${proposalId}:${version}` }, accountIds);
  }
}
