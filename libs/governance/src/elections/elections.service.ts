import { Injectable } from '@nestjs/common';
import type { NewElection, PostAddress } from '@app/contract';
import { TopicsService } from '@app/forum';
import { signedIn, type Viewer } from '@app/identity';
import { answerOnce, ProblemError, requestKey } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { findElectorate, insertRoll, rollOf } from '../roll/freeze-roll.ts';
import { ElectionClock } from './election-clock.ts';
import { Election } from './election.entity.ts';
import { PhaseChanges } from './phase-changes.ts';

@Injectable()
export class ElectionsService {
  constructor(
    private readonly db: DataSource,
    private readonly topics: TopicsService,
    private readonly clock: ElectionClock,
    private readonly changes: PhaseChanges,
  ) {}

  /**
   * Opens an election: a topic with its notice, the roll as the group is now, and the clock that will
   * open and close the voting. The same `idempotencyKey` (or `clientId`) again answers the first one's address.
   *
   * @throws ProblemError a refusal of the policy, `invalid-input`, `idempotency-conflict`
   */
  async open(viewer: Viewer, input: NewElection, idempotencyKey?: string): Promise<PostAddress> {
    const accountId = signedIn(viewer);
    const key = requestKey(input.clientId, idempotencyKey);
    const { clientId: _, ...request } = input;
    return this.db.transaction((tx) =>
      answerOnce(tx, { accountId, key, request: ['election', request] }, () =>
        this.insert(tx, viewer, { ...input, clientId: key }),
      ),
    );
  }

  private async insert(tx: EntityManager, viewer: Viewer, input: NewElection): Promise<PostAddress> {
    const { category, title, raw, clientId, seats } = input;
    const now = await this.clock.now(tx);
    const topic = { category, kind: 'election' as const, title, raw, clientId, at: now };
    const address = await this.topics.startTopic(tx, viewer, topic);
    const id = address.topicId;

    const nominationsCloseAt = new Date(input.nominationsCloseAt);
    const votingClosesAt = new Date(input.votingClosesAt);
    if (nominationsCloseAt <= now) throw wrong('nominationsCloseAt', 'This moment has passed');
    const electorate = await findElectorate(tx, input.electorate);
    if (!electorate) throw wrong('electorate', 'There is no such group');
    const roll = await rollOf(tx, id, electorate);
    if (roll.entries.length === 0) throw wrong('electorate', 'Nobody is in this group');

    const timeline = { id, nominationsCloseAt, votingClosesAt };
    await tx.insert(Election, {
      ...timeline,
      seats,
      electorateSlug: electorate.slug,
      electorateName: electorate.name,
      rollSize: roll.entries.length,
      rollRoot: roll.root,
      openedAt: now,
    });
    await insertRoll(tx, id, roll);
    await this.clock.schedule(tx, timeline);
    const payload = {
      seats,
      electorate: electorate.slug,
      nominationsCloseAt,
      votingClosesAt,
      rollSize: roll.entries.length,
      rollRoot: roll.root.toString('hex'),
    };
    await this.changes.opened(tx, id, { byId: signedIn(viewer), at: now, payload });
    return address;
  }
}

function wrong(field: string, message: string): ProblemError {
  return new ProblemError('invalid-input', { errors: [{ pointer: `/${field}`, code: 'invalid', message }] });
}
