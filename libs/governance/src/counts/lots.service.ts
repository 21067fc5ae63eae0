import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { signedIn, staffOnly, type Viewer } from '@app/identity';
import { Jobs, ProblemError } from '@app/platform';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import { tagged } from '../ballots/ballot-bytes.ts';
import { CLOSE_VOTING } from '../elections/clock-tasks.ts';
import { ElectionClock } from '../elections/election-clock.ts';
import { lockElection } from '../elections/lock-election.ts';
import type { ClosingElection } from './closing-election.ts';
import { ElectionCount } from './election-count.entity.ts';
import { LotSecret } from './lot-secret.entity.ts';

const SHOWN_WITHIN_MS = 24 * 60 * 60 * 1000;

/** The lot that settles ties is drawn from the ballots and from secrets that officers promised beforehand. */
@Injectable()
export class LotsService {
  constructor(
    private readonly db: DataSource,
    private readonly jobs: Jobs,
    private readonly clock: ElectionClock,
  ) {}

  /** Whether the count still waits for promised secrets; after a day it goes on without them, and the record names whose. */
  async areAwaited({ id: electionId, votingClosesAt }: ClosingElection): Promise<boolean> {
    const latest = new Date(votingClosesAt.getTime() + SHOWN_WITHIN_MS);
    return this.db.transaction(async (tx) => {
      const missing = await tx.existsBy(LotSecret, { electionId, secret: IsNull() });
      if (!missing || (await this.clock.now(tx)) >= latest) return false;
      await this.countAt(tx, electionId, latest);
      return true;
    });
  }

  /**
   * Promises a secret; possible until the manifest is sealed, which fixes all promises.
   *
   * @param commitment SHA-256(tag ‖ 0 ‖ secret), hexadecimal
   * @throws ProblemError `sign-in-required`, `staff-only`, `not-found`, `voting-closed`, `already-committed`
   */
  async promise(viewer: Viewer, electionId: string, commitment: string): Promise<void> {
    staffOnly(viewer);
    const accountId = signedIn(viewer);
    await this.db.transaction(async (tx) => {
      const { manifestHash } = await lockElection(tx, electionId);
      if (manifestHash !== null) throw new ProblemError('nominations-closed');
      if (await tx.existsBy(LotSecret, { electionId, accountId }))
        throw new ProblemError('already-committed');
      await tx.insert(LotSecret, { electionId, accountId, commitment: Buffer.from(commitment, 'hex') });
    });
  }

  /**
   * Shows a promised secret, once voting has closed. Showing it again changes nothing.
   *
   * @param secret 32 bytes, hexadecimal
   * @throws ProblemError `sign-in-required`, `not-found`, `voting-open`, `wrong-secret`
   */
  async show(viewer: Viewer, electionId: string, secret: string): Promise<void> {
    const accountId = signedIn(viewer);
    await this.db.transaction(async (tx) => {
      const { votingClosesAt } = await lockElection(tx, electionId);
      // Shown before the log has its last head, a secret would let somebody choose ballots by the lot.
      if (!(await tx.existsBy(ElectionCount, { electionId }))) throw new ProblemError('voting-open');
      const share = await tx.findOneBy(LotSecret, { electionId, accountId });
      if (!share) throw new ProblemError('not-found');
      const shown = Buffer.from(secret, 'hex');
      if (!commitmentOf(shown).equals(share.commitment)) throw new ProblemError('wrong-secret');
      await tx.update(LotSecret, { electionId, accountId }, { secret: shown });
      await this.countAt(tx, electionId, votingClosesAt);
    });
  }

  private countAt(tx: EntityManager, electionId: string, runAt: Date): Promise<void> {
    const jobKey = `${CLOSE_VOTING}:${electionId}`;
    return this.jobs.add(tx, CLOSE_VOTING, { electionId }, { jobKey, runAt });
  }
}

function commitmentOf(secret: Buffer): Buffer {
  return createHash('sha256').update(tagged('commitment')).update(secret).digest();
}
