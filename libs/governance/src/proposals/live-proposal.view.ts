import { Injectable } from '@nestjs/common';
import type { ProposalUpdate } from '@app/contract';
import { DataSource } from 'typeorm';

/** What live pages are told about proposals: state and place, never how anybody voted. */
@Injectable()
export class LiveProposalView {
  constructor(private readonly db: DataSource) {}

  async byIds(proposalIds: readonly string[]): Promise<(ProposalUpdate & { revision: number })[]> {
    if (proposalIds.length === 0) return [];
    return this.db.query(
      `select id as "proposalId", topic_id as "topicId", state, revision from proposal where id = any($1::bigint[]) order by id`,
      [proposalIds],
    );
  }
}
