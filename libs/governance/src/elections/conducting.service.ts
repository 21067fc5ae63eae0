import { Injectable } from '@nestjs/common';
import type { ElectionAct, ElectionActed, ElectionEvent, ElectionState, OfficerRole } from '@app/contract';
import { AccessView } from '@app/forum';
import { signedIn, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { ElectionApproval } from '../officers/election-approval.entity.ts';
import { ElectionOfficer } from '../officers/election-officer.entity.ts';
import { ConductingParts, wrongField } from './conducting-parts.ts';
import { ElectionCourse } from './course.ts';
import { ElectionDraft } from './election-draft.entity.ts';
import { ElectionProcess } from './election-process.entity.ts';
import { lockElection } from './lock-election.ts';
import { PROCESS } from './process.rules.ts';

const BY_CLOCK: Partial<Record<ElectionState, ElectionEvent>> = {
  announced: 'open-nominations',
  nominations: 'close-nominations',
  sealed: 'open-voting',
};

/** What officers do to an election, and what the clock does for them. */
@Injectable()
export class ConductingService {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
    private readonly course: ElectionCourse,
    private readonly parts: ConductingParts,
  ) {}

  /**
   * Asks for an event in an officer's name. What takes two officers waits for the second.
   *
   * @throws ProblemError `not-found`, `sign-in-required`, `officers-only`, `reason-missing`, `already-asked`,
   *   `not-at-this-stage`, or what a guard of the process says
   */
  async act(viewer: Viewer, electionId: string, act: ElectionAct): Promise<ElectionActed> {
    const hidden = await this.access.whyNotSeeTopic(viewer, electionId);
    if (hidden) throw new ProblemError(hidden);
    const accountId = signedIn(viewer);
    return this.db.transaction(async (tx) => {
      const election = await lockElection(tx, electionId);
      const role = await roleOf(tx, electionId, accountId);
      const asked = await tx.findBy(ElectionApproval, { electionId, event: act.event });
      const others = asked.filter((one) => one.accountId !== accountId);
      const byIds = [accountId, ...others.map((one) => one.accountId)];
      const roles = [role, ...(await rolesOf(tx, electionId, others))];
      const reason = act.reason || (others[0]?.reason ?? '');
      if (PROCESS[election.state][act.event]?.reason && reason === '')
        throw wrongField('reason', 'reason-missing');
      const closeAt = election.nominationsCloseAt;
      const until = act.until ? new Date(act.until) : (others[0]?.until ?? null);
      if (act.event === 'reopen-nominations') await this.parts.reopen(tx, election, until);
      const actor = { roles: roles.filter((one) => one !== null) };
      const step = await this.course.advance(tx, election, { event: act.event, actor, byIds, reason });
      if ('refusal' in step) throw new ProblemError(step.refusal);
      if ('awaits' in step) {
        if (asked.some((one) => one.accountId === accountId)) throw new ProblemError('already-asked');
        // What one officer asks for changes nothing yet.
        await this.parts.closeNominationsAt(tx, election, closeAt);
        await this.parts.approve(tx, { electionId, event: act.event, accountId, reason, until });
        return { state: election.state, waiting: true };
      }
      if (act.event === 'void') await beginRerun(tx, electionId, accountId);
      return { state: election.state, waiting: false };
    });
  }

  /** What is due by the clock; may run at any time and any number of times. */
  async tick(electionId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const election = await lockElection(tx, electionId);
      if (election.procedure !== 'officers') return;
      await this.parts.freezeRollIfDue(tx, election);
      for (let event = BY_CLOCK[election.state]; event; event = BY_CLOCK[election.state]) {
        const step = await this.course.advance(tx, election, { event, actor: 'clock' });
        if ('refusal' in step) break;
      }
      await this.parts.orderNext(tx, election.id);
    });
  }
}

async function roleOf(tx: EntityManager, electionId: string, accountId: string): Promise<OfficerRole | null> {
  const officer = await tx.findOneBy(ElectionOfficer, { electionId, accountId });
  return officer?.role ?? null;
}

async function rolesOf(
  tx: EntityManager,
  electionId: string,
  asked: readonly ElectionApproval[],
): Promise<(OfficerRole | null)[]> {
  return Promise.all(asked.map(({ accountId }) => roleOf(tx, electionId, accountId)));
}

/** A void election is held again: its officers find the setup as it was, to give it new dates. */
async function beginRerun(tx: EntityManager, electionId: string, byId: string): Promise<void> {
  const { setup } = await tx.findOneByOrFail(ElectionProcess, { electionId });
  const officer = await tx.findOneBy(ElectionOfficer, { electionId, role: 'returning-officer' });
  const { course: _, ...steps } = setup;
  await tx.insert(ElectionDraft, { ownerId: officer?.accountId ?? byId, steps, rerunOfId: electionId });
}
