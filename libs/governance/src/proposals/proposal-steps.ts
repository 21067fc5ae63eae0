import { Injectable } from '@nestjs/common';
import { PostsService } from '@app/forum';
import { type DomainEvent, EventLog } from '@app/platform';
import type { EntityManager } from 'typeorm';
import type { Proposal } from './proposal.entity.ts';

/** One step of a proposal or a sense check, as it is told: in its topic, and to those who listen. */
interface Step {
  /** Who takes it; its proposer where the clock does. */
  byId: string;
  /** What the topic says, as Markdown. */
  raw: string;
  at: Date;
  event: Extract<DomainEvent, { proposalId: string } | { senseCheckId: string }>;
}

/** Says in a proposal's topic what became of it, and tells those who listen: one transaction, the caller's. */
@Injectable()
export class ProposalSteps {
  constructor(
    private readonly posts: PostsService,
    private readonly events: EventLog,
  ) {}

  async tell(
    tx: EntityManager,
    { topicId }: Pick<Proposal, 'topicId'>,
    { byId, raw, at, event }: Step,
  ): Promise<void> {
    await this.posts.writeSystem(tx, topicId, { authorId: byId, raw, at });
    await this.events.append(tx, event);
  }

  /** For a step that readers of the topic know already. */
  async tellListeners(tx: EntityManager, event: Step['event']): Promise<void> {
    await this.events.append(tx, event);
  }
}
