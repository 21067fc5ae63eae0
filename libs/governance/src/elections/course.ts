import { Injectable } from '@nestjs/common';
import type { ElectionEvent, ElectionState, VoidReason } from '@app/contract';
import type { EntityManager } from 'typeorm';
import { GovTelling } from '../events/gov-telling.ts';
import { ElectionApproval } from '../officers/election-approval.entity.ts';
import { courseWords } from './course-words.rules.ts';
import { ElectionClock } from './election-clock.ts';
import { ElectionProcess } from './election-process.entity.ts';
import { Election } from './election.entity.ts';
import { ProcessEffects } from './process-effects.ts';
import { readFacts } from './process-facts.ts';
import {
  type Cell,
  type ProcessActor,
  type ProcessFacts,
  processStep,
  type ProcessStep,
} from './process.rules.ts';
import { phaseOf } from './states.rules.ts';

export interface Move {
  event: ElectionEvent;
  actor: ProcessActor;
  /** Accounts of the officers who asked for it, the last first; none for the clock and the count. */
  byIds?: readonly string[];
  reason?: string;
  /** Why the election ends, where the count ends it. */
  voidReason?: VoidReason;
  /** What the topic says besides. */
  raw?: string;
}

/** Moves elections that officers conduct, as the table of the process allows, inside the caller's transaction. */
@Injectable()
export class ElectionCourse {
  constructor(
    private readonly telling: GovTelling,
    private readonly clock: ElectionClock,
    private readonly effects: ProcessEffects,
  ) {}

  /**
   * Does what an event asks for, if the table lets it; the election's lock is held by the caller, and the
   * election that was given is then as it has become.
   */
  async advance(tx: EntityManager, election: Election, move: Move): Promise<ProcessStep> {
    const facts = await readFacts(tx, election.id, await this.clock.now(tx));
    const step = processStep(election.state, move.event, move.actor, facts);
    if ('cell' in step && !('awaits' in step))
      await this.perform(tx, election, { cell: step.cell, move, facts });
    return step;
  }

  private async perform(
    tx: EntityManager,
    election: Election,
    { cell, move, facts }: { cell: Cell; move: Move; facts: ProcessFacts },
  ): Promise<void> {
    const { id } = election;
    const { event, byIds = [], reason = '' } = move;
    const from = election.state;
    for (const effect of cell.effects) await this.effects.run(tx, election, effect);
    const state = cell.to as Exclude<ElectionState, 'draft'>;
    const change = { state, phase: phaseOf(state), voidReason: voidReasonOf(move) };
    await tx.update(Election, { id }, change);
    Object.assign(election, change);
    const outcome = outcomeOf(move);
    if (outcome) await tx.update(ElectionProcess, { electionId: id }, { outcome });
    await tx.delete(ElectionApproval, { electionId: id });

    const until = await this.untilOf(tx, election, event);
    const hash = event === 'seal' ? election.manifestHash?.toString('hex') : undefined;
    const by = await namesOf(tx, byIds);
    const words = courseWords(event, { by, reason, until, hash });
    const payload = {
      from,
      to: state,
      by: byIds,
      ...(reason && { reason }),
      ...(hash && { manifestHash: hash }),
    };
    await this.telling.tell(
      tx,
      { topicId: id, type: `election.${event}`, actorId: byIds[0] ?? null, at: facts.now, payload },
      move.raw === undefined ? words : `${move.raw}`,
    );
    await this.telling.changed(tx, id);
    if (state === 'open') await this.clock.scheduleTurnout(tx, id);
    await this.clock.scheduleCourse(tx, id, facts.now);
    if (event === 'certify') await this.advance(tx, election, { event: 'install', actor: 'system' });
  }

  private async untilOf(tx: EntityManager, election: Election, event: ElectionEvent): Promise<Date | null> {
    if (event === 'open-voting' || event === 'resume') return election.votingClosesAt;
    if (event === 'open-nominations' || event === 'reopen-nominations') return election.nominationsCloseAt;
    if (event !== 'open-challenges') return null;
    const { challengeEndsAt } = await tx.findOneByOrFail(ElectionProcess, { electionId: election.id });
    return challengeEndsAt;
  }
}

function voidReasonOf({ event, voidReason }: Move): VoidReason | null {
  if (event === 'cancel') return 'cancelled';
  return event === 'void' ? (voidReason ?? 'annulled') : null;
}

function outcomeOf({ event, voidReason }: Move): ElectionProcess['outcome'] {
  if (event === 'open-challenges') return 'elected';
  if (event === 'declare-uncontested') return 'uncontested';
  return voidReason === 'no-quorum' ? 'no-quorum' : null;
}

async function namesOf(tx: EntityManager, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ handle: string }[]>(
    `select a.handle from unnest($1::bigint[]) with ordinality as w (id, place) join account a on a.id = w.id
     order by w.place desc`,
    [ids],
  );
  return rows.map(({ handle }) => `@${handle}`);
}
