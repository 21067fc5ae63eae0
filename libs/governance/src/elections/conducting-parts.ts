import { Injectable } from '@nestjs/common';
import { ProblemError } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { ElectionApproval } from '../officers/election-approval.entity.ts';
import { RollKeeping } from '../roll/roll-keeping.ts';
import { ElectionClock } from './election-clock.ts';
import { ElectionProcess } from './election-process.entity.ts';
import { Election } from './election.entity.ts';

/** The parts of conducting that the clock and the roll have a hand in. */
@Injectable()
export class ConductingParts {
  constructor(
    private readonly clock: ElectionClock,
    private readonly roll: RollKeeping,
  ) {}

  async approve(tx: EntityManager, approval: Omit<ElectionApproval, 'at'>): Promise<void> {
    await tx.insert(ElectionApproval, { ...approval, at: await this.clock.now(tx) });
  }

  /**
   * Gives nominations a new end, which the event then announces.
   *
   * @throws ProblemError `too-late` unless it lies between now and the opening of the vote
   */
  async reopen(tx: EntityManager, election: Election, until: Date | null): Promise<void> {
    const { votingOpensAt } = await tx.findOneByOrFail(ElectionProcess, { electionId: election.id });
    const isFit = until !== null && until > (await this.clock.now(tx)) && until < votingOpensAt;
    if (!isFit) throw wrongField('until', 'too-late');
    await this.closeNominationsAt(tx, election, until);
  }

  async closeNominationsAt(tx: EntityManager, election: Election, nominationsCloseAt: Date): Promise<void> {
    await tx.update(Election, { id: election.id }, { nominationsCloseAt });
    election.nominationsCloseAt = nominationsCloseAt;
  }

  async freezeRollIfDue(tx: EntityManager, election: Election): Promise<void> {
    const { recordAt, rollFrozenAt } = await tx.findOneByOrFail(ElectionProcess, { electionId: election.id });
    if (rollFrozenAt === null && recordAt <= (await this.clock.now(tx))) await this.roll.freeze(tx, election);
  }

  async orderNext(tx: EntityManager, electionId: string): Promise<void> {
    await this.clock.scheduleCourse(tx, electionId, await this.clock.now(tx));
  }
}

/** A refusal that names the field of the form. */
export function wrongField(field: string, code: 'reason-missing' | 'too-late'): ProblemError {
  return new ProblemError(code, {
    errors: [{ pointer: `/${field}`, code, message: 'This is missing or does not fit' }],
  });
}
