import { Injectable } from '@nestjs/common';
import { PostsService } from '@app/forum';
import { EventLog } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { ElectionClock } from './election-clock.ts';
import { Election } from './election.entity.ts';
import type { Step } from './phase.rules.ts';

/** Moves an election on, says so in its topic, and tells those who listen: one transaction, the caller's. */
@Injectable()
export class PhaseChanges {
  constructor(
    private readonly posts: PostsService,
    private readonly events: EventLog,
    private readonly clock: ElectionClock,
  ) {}

  async apply(
    tx: EntityManager,
    { id }: Pick<Election, 'id'>,
    { to, voidReason }: Extract<Step, { to: unknown }>,
    raw: string,
  ): Promise<void> {
    await tx.update(Election, { id }, { phase: to, voidReason });
    const [{ authorId }] = await tx.query<[{ authorId: string }]>(
      `select author_id as "authorId" from topic where id = $1`,
      [id],
    );
    await this.posts.writeSystem(tx, id, { authorId, raw, at: await this.clock.now(tx) });
    await this.events.append(tx, { name: 'election.phase-changed', electionId: id });
  }
}
