import type { OfficerRole } from '@app/contract';
import { AccessView } from '@app/forum';
import { signedIn, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ElectionClock } from '../elections/election-clock.ts';
import type { Election } from '../elections/election.entity.ts';
import { lockElection } from '../elections/lock-election.ts';
import { ElectionOfficer } from './election-officer.entity.ts';

/** What everything that people do in an election begins with. */
@Injectable()
export class ElectionDoor {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
    private readonly clock: ElectionClock,
  ) {}

  /**
   * Does something in an election that officers conduct, in one transaction that holds its lock.
   *
   * @throws ProblemError `not-found`, `sign-in-required`, `not-at-this-stage` for one that the clock alone moves on
   */
  async enter<Result>(
    viewer: Viewer,
    electionId: string,
    act: (tx: EntityManager, inside: { election: Election; accountId: string; now: Date }) => Promise<Result>,
  ): Promise<Result> {
    const hidden = await this.access.whyNotSeeTopic(viewer, electionId);
    if (hidden) throw new ProblemError(hidden);
    const accountId = signedIn(viewer);
    return this.db.transaction(async (tx) => {
      const election = await lockElection(tx, electionId);
      if (election.procedure !== 'officers') throw new ProblemError('not-at-this-stage');
      return act(tx, { election, accountId, now: await this.clock.now(tx) });
    });
  }
}

/** @throws ProblemError `officers-only` */
export async function officersOnly(
  tx: EntityManager,
  { electionId, accountId }: { electionId: string; accountId: string },
  roles: readonly OfficerRole[],
): Promise<void> {
  const officer = await tx.findOneBy(ElectionOfficer, { electionId, accountId });
  if (!officer || !roles.includes(officer.role)) throw new ProblemError('officers-only');
}

/** @throws ProblemError `not-at-this-stage` */
export function onlyIn(election: Election, states: readonly Election['state'][]): void {
  if (!states.includes(election.state)) throw new ProblemError('not-at-this-stage');
}
