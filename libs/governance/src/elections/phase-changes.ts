import { Injectable } from '@nestjs/common';
import { PostsService } from '@app/forum';
import { EventLog } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { GovLog } from '../events/gov-log.ts';
import { ElectionClock } from './election-clock.ts';
import { Election } from './election.entity.ts';
import type { Step } from './phase.rules.ts';
import { stateByClock } from './states.rules.ts';

/** Moves an election on, says so in its topic and in the log, and tells those who listen: one transaction, the caller's. */
@Injectable()
export class PhaseChanges {
  constructor(
    private readonly posts: PostsService,
    private readonly events: EventLog,
    private readonly clock: ElectionClock,
    private readonly log: GovLog,
  ) {}

  /** Says that an election has begun, with its terms, to the log and to those who listen. */
  async opened(
    tx: EntityManager,
    id: string,
    { byId, at, payload }: { byId: string; at: Date; payload: Record<string, unknown> },
  ): Promise<void> {
    const line = { topicId: id, type: 'election.nominations', actorId: byId, at, payload };
    await this.log.append(tx, line);
    await this.events.append(tx, { name: 'election.opened', electionId: id });
  }

  async apply(
    tx: EntityManager,
    { id }: Pick<Election, 'id'>,
    { to, voidReason }: Extract<Step, { to: unknown }>,
    raw: string,
  ): Promise<void> {
    const state = stateByClock(to);
    await tx.update(Election, { id }, { phase: to, state, voidReason });
    const [{ authorId }] = await tx.query<[{ authorId: string }]>(
      `select author_id as "authorId" from topic where id = $1`,
      [id],
    );
    const at = await this.clock.now(tx);
    const { number } = await this.posts.writeSystem(tx, id, { authorId, raw, at });
    const payload = { state, post: number, ...(voidReason === null ? {} : { reason: voidReason }) };
    await this.log.append(tx, { topicId: id, type: `election.${state}`, actorId: null, at, payload });
    await this.events.append(tx, { name: 'election.phase-changed', electionId: id });
  }
}
