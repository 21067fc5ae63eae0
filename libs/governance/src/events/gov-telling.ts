import { Injectable } from '@nestjs/common';
import { PostsService } from '@app/forum';
import { EventLog } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { GovLog } from './gov-log.ts';

interface Happening {
  topicId: string;
  type: string;
  /** Null where the clock or the count acted. */
  actorId: string | null;
  at: Date;
  payload: Record<string, unknown>;
}

/** Tells what happened to an election in its topic and in the log: one transaction, the caller's. */
@Injectable()
export class GovTelling {
  constructor(
    private readonly posts: PostsService,
    private readonly log: GovLog,
    private readonly events: EventLog,
  ) {}

  /** @param raw what the topic says, as Markdown; null for what only the log keeps */
  async tell(tx: EntityManager, happening: Happening, raw: string | null): Promise<void> {
    const { topicId, actorId, at, payload } = happening;
    if (raw === null) return this.log.append(tx, happening);
    const authorId = actorId ?? (await authorOf(tx, topicId));
    const { number } = await this.posts.writeSystem(tx, topicId, { authorId, raw, at });
    await this.log.append(tx, { ...happening, payload: { ...payload, post: number } });
  }

  /** Lets open pages and those who are told of elections know. */
  async changed(tx: EntityManager, electionId: string): Promise<void> {
    await this.events.append(tx, { name: 'election.phase-changed', electionId });
  }

  async opened(tx: EntityManager, electionId: string): Promise<void> {
    await this.events.append(tx, { name: 'election.opened', electionId });
  }
}

async function authorOf(tx: EntityManager, topicId: string): Promise<string> {
  const [{ authorId }] = await tx.query<[{ authorId: string }]>(
    `select author_id as "authorId" from topic where id = $1`,
    [topicId],
  );
  return authorId;
}
